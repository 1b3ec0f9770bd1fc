import { Chart, type App } from 'cdk8s';
import { PgAdmin, type PgAdminProps } from '../../../constructs/pgadmin';
import { resolve, type PlacedViolation } from '../../../constructs/model';
import { EXAMPLE_SITE } from '../../../guardrails/engine/example-site';
import { renderBundle } from '../../../synth/render/bundle';
import type { Applier } from './applier';

/** Rules that pgAdmin applies. */
export const PGADMIN_APPLIERS: readonly [string, Applier][] = [['PgAdmin', buildPgAdmin]];

function buildPgAdmin(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const cluster = resolve(EXAMPLE_SITE).cluster('home');
  const build = (root: App): void => {
    new PgAdmin(new Chart(root, 'row'), 'pgadmin', {
      cluster,
      namespace: 'pgadmin',
      host: 'pgadmin.example.internal',
      tls: { secretName: 'pgadmin-tls' },
      auth: { basicAuth: { secretName: 'pgadmin-auth' } },
      login: { email: 'admin@example.internal', secretName: 'login' },
      ...(input as Partial<PgAdminProps>),
    });
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'row', build }], stacks: () => [] }).violations;
}
