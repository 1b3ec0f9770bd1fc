import type { Chart } from 'cdk8s';
import { DatabaseRole, PostgresDatabase, type PostgresCluster } from '../../constructs/postgres';
import { findingsOf, only, renderBeside } from './clients-support';

const RETAINED = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };

describe('PostgresDatabase', () => {
  it('is named by its cluster and its id, belongs to the first owner, and outlives its object', () => {
    const bundle = renderBeside((chart, cluster) => {
      const database = new PostgresDatabase(chart, 'wiki', { cluster });
      expect([database.name, database.database, database.owner]).toEqual(['pg-main-wiki', 'wiki', 'app']);
    });
    expect(only(bundle, 'Database')).toMatchObject({
      metadata: { name: 'pg-main-wiki', namespace: 'databases', annotations: RETAINED },
      spec: { cluster: { name: 'pg-main' }, name: 'wiki', owner: 'app', databaseReclaimPolicy: 'retain' },
    });
    expect(only(bundle, 'Database').spec).not.toHaveProperty('extensions');
  });

  it('gives schemas to its owner, and installs extensions', () => {
    const bundle = renderBeside((chart, cluster) => {
      const owner = new DatabaseRole(chart, 'writer', { cluster });
      const reader = new DatabaseRole(chart, 'reader', { cluster });
      new PostgresDatabase(chart, 'wiki', {
        cluster,
        owner,
        extensions: ['pg_trgm', { name: 'vector', version: '0.8.0', schema: 'extensions' }],
        schemas: [{ name: 'extensions' }, { name: 'reports', owner: reader }],
        connectionLimit: 50,
      });
    });
    expect(only(bundle, 'Database').spec).toMatchObject({
      owner: 'writer',
      extensions: [{ name: 'pg_trgm' }, { name: 'vector', version: '0.8.0', schema: 'extensions' }],
      schemas: [
        { name: 'extensions', owner: 'writer' },
        { name: 'reports', owner: 'reader' },
      ],
      connectionLimit: 50,
    });
    expect(findingsOf(bundle)).toEqual([]);
  });

  it('fails: an owner that nothing makes is caught', () => {
    const bundle = renderBeside((chart, cluster) => new PostgresDatabase(chart, 'wiki', { cluster, owner: 'writer' }));
    expect(findingsOf(bundle)).toEqual(['postgres/database-owner spec.owner: writer, which nothing makes']);
  });
});

describe('DatabaseRole', () => {
  const role = (props: object): ReturnType<typeof only> =>
    only(
      renderBeside(
        (chart: Chart, cluster: PostgresCluster) => new DatabaseRole(chart, 'writer', { cluster, ...props }),
      ),
      'DatabaseRole',
    );

  it('logs in with the password of a Secret, and outlives its object', () => {
    expect(role({ passwordSecret: 'pg-main-writer', inRoles: ['pg_monitor'], connectionLimit: 5 })).toMatchObject({
      metadata: { name: 'pg-main-writer', namespace: 'databases', annotations: RETAINED },
      spec: {
        cluster: { name: 'pg-main' },
        name: 'writer',
        login: true,
        createdb: false,
        superuser: false,
        inRoles: ['pg_monitor'],
        passwordSecret: { name: 'pg-main-writer' },
        databaseRoleReclaimPolicy: 'retain',
        connectionLimit: 5,
      },
    });
  });

  it('is a group without a password', () => {
    const { spec } = role({ comment: 'owns the pages' });
    expect(spec).toMatchObject({ login: false, comment: 'owns the pages' });
    expect(spec).not.toHaveProperty('passwordSecret');
    expect(role({ login: true }).spec['login']).toBe(true);
  });

  it('fails: a password that is nowhere is caught', () => {
    const bundle = renderBeside(
      (chart, cluster) => new DatabaseRole(chart, 'writer', { cluster, passwordSecret: 'pg-main-writer' }),
    );
    expect(findingsOf(bundle)).toEqual(['structure/reference spec.passwordSecret.name: pg-main-writer']);
  });
});
