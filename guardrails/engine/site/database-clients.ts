import type { DatabaseInput, SiteInput } from '../../../constructs/model';
import { parseObjectName } from '../../../constructs/model/dns-name';
import type { Parsed } from '../../../constructs/model/parsed';
import { databaseName, roleName } from '../../../constructs/postgres/identifier/derived';
import { poolerName } from '../../../constructs/postgres/naming/derived';
import { entriesOf, placed, type Placed } from './places';

/** A name of the site with what reads it. */
export type ParsedName = Placed<string> & { readonly parse: (value: string) => Parsed<unknown> };

/** Names of poolers, databases and roles: of their objects, and inside PostgreSQL. */
export function* databaseClientNames(site: SiteInput): Generator<ParsedName> {
  for (const [key, database] of entriesOf(site.databases)) {
    yield* namesOf(['databases', key], database, database.name ?? key);
  }
}

function* namesOf(at: readonly string[], database: DatabaseInput, cluster: string): Generator<ParsedName> {
  for (const [key] of entriesOf(database.poolers)) {
    yield { ...placed([...at, 'poolers', key], key), parse: () => readPooler(`${cluster}-${key}`, cluster) };
  }
  const parts = [
    ['databases', 'Database', databaseName],
    ['roles', 'DatabaseRole', roleName],
  ] as const;
  for (const [part, kind, parse] of parts) {
    for (const [key, { name }] of entriesOf(database[part])) {
      const segments = [...at, part, key];
      yield { ...placed(segments, key), parse: () => parseObjectName('postgresql.cnpg.io', kind, `${cluster}-${key}`) };
      yield { ...placed(name === undefined ? segments : [...segments, 'name'], name ?? key), parse };
    }
  }
}

function readPooler(name: string, cluster: string): Parsed<unknown> {
  const form = parseObjectName('postgresql.cnpg.io', 'Pooler', name);
  return form.ok ? poolerName(name, cluster) : form;
}
