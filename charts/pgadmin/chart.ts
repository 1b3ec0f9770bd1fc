import { Chart, type App } from 'cdk8s';
import type { Cluster, Database, Site, SitePgAdmin } from '../../constructs/model';
import { PgAdmin, type PgAdminServer } from '../../constructs/pgadmin';
import { serviceName } from '../../constructs/postgres/derived';
import { INTERNAL_ISSUER } from '../platform/issuer';

/** Settings of {@link PgAdminChart}. */
export interface PgAdminChartProps {
  readonly site: Site;
  readonly cluster: Cluster;
  readonly pgAdmin: SitePgAdmin;
}

/** pgAdmin, with the databases that it shows. */
export class PgAdminChart extends Chart {
  constructor(scope: App, id: string, { site, cluster, pgAdmin }: PgAdminChartProps) {
    super(scope, id);
    const { namespace, host, email, loginSecret, authSecret, importLimit } = pgAdmin;
    const databases = pgAdmin.databases.map((key) => site.database(key));
    new PgAdmin(this, 'pgadmin', {
      cluster,
      namespace,
      host,
      tls: { issuer: INTERNAL_ISSUER },
      auth: { basicAuth: { secretName: authSecret } },
      login: { email, secretName: loginSecret },
      servers: databases.map(serverOf),
      ...(importLimit === undefined ? {} : { importLimit }),
    });
  }
}

/** Name of the Secret that the certificate of pgAdmin's own route is in. */
const OWN_CERTIFICATE = 'pgadmin-tls';

/**
 * A database as pgAdmin sees it. The authority of its certificate is that of the cluster, which pgAdmin's own certificate is
 * of as well: that Secret has `ca.crt`, and it is in the namespace where it is needed.
 */
function serverOf({ name, namespace, database, owner }: Database): PgAdminServer {
  return {
    name: `${namespace}/${name}`,
    host: `${serviceName(name, 'rw')}.${namespace}.svc`,
    database,
    username: owner,
    authority: { secretName: OWN_CERTIFICATE },
  };
}
