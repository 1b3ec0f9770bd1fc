import type { Violation } from '../../constructs/model';
import { exampleSiteWith, type ExampleSite } from '../engine/example-site';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Names of Services lead nowhere from another cluster. */
export default defineSiteRule({
  severity: 'error',
  summary: 'pgAdmin shows databases of the cluster that it runs in',
  why: 'the name of the Service of a database is known in its own cluster alone: the server that is shown can never be reached',
  fix: 'move pgAdmin to the cluster of the database, or add one there',
  waive: 'never',
  source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  check: ({ pgAdmins, databases }) => {
    const byKey = new Map(entriesOf(databases));
    return entriesOf(pgAdmins).flatMap(([key, { cluster, databases: shown }]) =>
      shown.flatMap((database, index): Violation[] => {
        const other = byKey.get(database)?.cluster;
        const { at } = placed(['pgAdmins', key, 'databases', index], '');
        // A key that leads nowhere is for another rule to tell.
        return other === undefined || other === cluster
          ? []
          : [{ at, got: `${database}, which is in ${other}`, expected: `a database of ${cluster}` }];
      }),
    );
  },
  valid: [
    { name: 'a database of its own cluster', site: withPgAdmin('home') },
    { name: 'none', site: exampleSiteWith(() => undefined) },
  ],
  invalid: [
    {
      name: 'a database of another cluster',
      site: withPgAdmin('lab'),
      findings: [{ at: 'pgAdmins.pgadmin.databases[0]', got: 'pg-main, which is in home' }],
    },
    {
      name: 'the second of two',
      site: withPgAdmin('home', (site) => {
        site.databases['wiki'] = { ...site.databases['pg-main']!, cluster: 'lab' };
        site.pgAdmins['pgadmin']!.databases.push('wiki');
      }),
      findings: [{ at: 'pgAdmins.pgadmin.databases[1]' }],
    },
  ],
});

function withPgAdmin(
  cluster: string,
  change: (site: ExampleSite) => void = () => undefined,
): ReturnType<typeof exampleSiteWith> {
  return exampleSiteWith((site) => {
    site.clusters['lab'] = structuredClone(site.clusters['home']!);
    site.pgAdmins = {
      pgadmin: {
        cluster,
        namespace: 'pgadmin',
        host: 'pgadmin.example.internal',
        email: 'admin@example.internal',
        loginSecret: 'login',
        authSecret: 'auth',
        databases: ['pg-main'],
      },
    };
    change(site);
  });
}
