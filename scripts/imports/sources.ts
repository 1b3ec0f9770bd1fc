import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { VERSIONS } from '../../constructs/model/versions';
import coreResources from './core-resources.json';
import { byCodePoint, sortedEntries, type CoreKind, type CustomKind, type Scope, type SourceSchema } from './schema';
import type { Definitions } from './strict-core';

/** All that the generated files are made from. */
export interface Sources {
  readonly customKinds: readonly CustomKind[];
  readonly coreKinds: readonly CoreKind[];
  readonly definitions: Definitions;
}

/** A CustomResourceDefinition, as far as it is read. */
interface CustomResourceDefinition {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly scope: Scope;
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: SourceSchema };
    }[];
  };
}

interface KindedDefinition extends SourceSchema {
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/**
 * Reads the CRDs and Kubernetes schemas of the versions in `versions.json` from a folder that holds `crds/` and
 * `k8s-openapi-<version>/`.
 *
 * @throws Error if a folder, a definition or a version is missing, or a kind is defined twice.
 */
export function readSources(folder: string): Sources {
  const definitions = readDefinitions(join(folder, `k8s-openapi-${VERSIONS.kubernetes.schemas}`, 'schemas.json'));
  const customKinds = sortedEntries(VERSIONS.systems).flatMap(([system, { crds }]) =>
    crds === undefined
      ? []
      : readCustomKinds(
          join(folder, 'crds', `${system}-${crds.version}`),
          system,
          new Set(Object.keys(crds.leftOut ?? {})),
        ),
  );
  refuseTwice(customKinds);
  return { customKinds, coreKinds: readCoreKinds(definitions), definitions };
}

function readDefinitions(file: string): Definitions {
  return JSON.parse(readFileSync(file, 'utf8')) as Definitions;
}

function readCustomKinds(folder: string, system: string, leftOut: ReadonlySet<string>): CustomKind[] {
  return yamlFiles(folder)
    .flatMap((file) => loadAll(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }))
    .filter(isCustomResourceDefinition)
    .filter(({ spec }) => !leftOut.has(spec.group))
    .flatMap(({ spec: { group, names, scope, versions } }) =>
      versions
        .filter(({ served }) => served)
        .map(({ name, schema }) => ({ group, version: name, ...names, scope, schema: schema.openAPIV3Schema, system })),
    );
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(byCodePoint);
}

function isCustomResourceDefinition(document: unknown): document is CustomResourceDefinition {
  return (document as { kind?: unknown } | null)?.kind === 'CustomResourceDefinition';
}

function refuseTwice(kinds: readonly CustomKind[]): void {
  const seen = new Set<string>();
  for (const { group, version, kind } of kinds) {
    const id = `${group}/${version} ${kind}`;
    if (seen.has(id)) {
      throw new Error(`${id} is defined twice`);
    }
    seen.add(id);
  }
}

/** Kinds that can be created, with their schema. */
function readCoreKinds(definitions: Definitions): CoreKind[] {
  const byKind = definitionsByKind(definitions);
  return sortedEntries<Partial<Record<'cluster' | 'namespaced', Record<string, string>>>>(
    coreResources.resources,
  ).flatMap(([apiVersion, { cluster, namespaced }]) =>
    [
      ...sortedEntries(cluster).map(([kind, plural]) => ({ apiVersion, kind, plural, scope: 'Cluster' as const })),
      ...sortedEntries(namespaced).map(([kind, plural]) => ({
        apiVersion,
        kind,
        plural,
        scope: 'Namespaced' as const,
      })),
    ].map((kind) => {
      const definition = byKind.get(`${kind.apiVersion} ${kind.kind}`);
      if (definition === undefined) {
        throw new Error(`${kind.apiVersion} ${kind.kind} has no schema`);
      }
      return { ...kind, definition };
    }),
  );
}

function definitionsByKind(definitions: Definitions): ReadonlyMap<string, string> {
  return new Map(
    sortedEntries(definitions as Readonly<Record<string, KindedDefinition>>).flatMap(([name, definition]) =>
      (definition['x-kubernetes-group-version-kind'] ?? []).map(
        ({ group, version, kind }) => [`${group === '' ? version : `${group}/${version}`} ${kind}`, name] as const,
      ),
    ),
  );
}
