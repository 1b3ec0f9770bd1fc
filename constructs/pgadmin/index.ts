export { pgAdminPods } from './flows';
export { PgAdmin } from './pg-admin';
export type { PgAdminProps, PgAdminResources, PgAdminServer } from './pg-admin-props';
