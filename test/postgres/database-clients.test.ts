import type { DatabaseInput } from '../../constructs/model';
import { addDatabaseClients, type DatabaseClients } from '../../constructs/postgres';
import { findingsOf, renderBeside } from './clients-support';

type Clients = Pick<DatabaseInput, 'poolers' | 'databases' | 'roles'>;

const SITE: Clients = {
  poolers: { rw: { cpu: '100m', memory: '128Mi', poolMode: 'transaction', maxClients: 500, poolSize: 30 } },
  databases: { wiki: { owner: 'writer', extensions: ['pg_trgm'] }, pages: { name: 'Pages', owner: 'app' }, plain: {} },
  roles: { writer: { name: 'wiki_writer', inRoles: ['pg_monitor'] } },
};

function render(input: Clients): {
  readonly specs: unknown[];
  readonly findings: string[];
  readonly made: DatabaseClients;
} {
  let made: DatabaseClients | undefined;
  const bundle = renderBeside((chart, cluster) => {
    made = addDatabaseClients(chart, cluster, { name: 'pg-main', ...input });
  });
  expect(bundle.violations).toEqual([]);
  const specs = bundle.objects
    .filter(({ manifest }) => ['Pooler', 'Database', 'DatabaseRole'].includes(manifest.kind))
    .map(({ manifest: { kind, metadata, spec } }) => [`${kind} ${metadata.name}`, spec]);
  return { specs, findings: findingsOf(bundle), made: made! };
}

describe('addDatabaseClients', () => {
  it('names objects by the keys of the site, and what is inside PostgreSQL by its names', () => {
    const { specs } = render({ ...SITE, poolers: { 'pooler-rw': SITE.poolers!['rw']! } });
    expect(Object.fromEntries(specs as [string, unknown][])).toMatchObject({
      'Pooler pg-main-pooler-rw': {
        type: 'rw',
        instances: 2,
        pgbouncer: { poolMode: 'transaction', parameters: { max_client_conn: '500', default_pool_size: '30' } },
      },
      'DatabaseRole pg-main-writer': { name: 'wiki_writer', login: false, inRoles: ['pg_monitor'] },
      'Database pg-main-wiki': { name: 'wiki', owner: 'wiki_writer', extensions: [{ name: 'pg_trgm' }] },
      'Database pg-main-pages': { name: 'Pages', owner: 'app' },
      'Database pg-main-plain': { name: 'plain', owner: 'app' },
    });
  });

  it('gives back what it made, by the keys of the site, and keeps every rule', () => {
    const { made, findings } = render({ ...SITE, poolers: { pooler: SITE.poolers!['rw']! } });
    expect(findings).toEqual([]);
    expect(made.poolers.get('pooler')?.name).toBe('pg-main-pooler');
    expect(made.databases.get('pages')?.database).toBe('Pages');
    expect(made.roles.get('writer')?.role).toBe('wiki_writer');
  });

  it('makes nothing where the site has nothing', () => {
    expect(render({}).specs).toEqual([]);
  });

  it('fails: an owner that is neither a key of a role nor a role is caught', () => {
    expect(render({ databases: { wiki: { owner: 'writer' } } }).findings).toEqual([
      'postgres/database-owner spec.owner: writer, which nothing makes',
    ]);
  });
});
