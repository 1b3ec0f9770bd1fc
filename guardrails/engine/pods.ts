import type { Manifest } from '../../constructs/model';
import { fieldsAt, type Field } from './fields';
import { getOrAdd } from './get-or-add';
import { kindOf } from './kind';

/** Where a kind keeps its pods: the path of what has `metadata` and `spec`; empty for the object itself. */
const POD_TEMPLATES: ReadonlyMap<string, string> = new Map([
  ['Pod', ''],
  ['PodTemplate', 'template'],
  ['ReplicationController', 'spec.template'],
  ['apps/DaemonSet', 'spec.template'],
  ['apps/Deployment', 'spec.template'],
  ['apps/ReplicaSet', 'spec.template'],
  ['apps/StatefulSet', 'spec.template'],
  ['batch/CronJob', 'spec.jobTemplate.spec.template'],
  ['batch/Job', 'spec.template'],
  ['postgresql.cnpg.io/Pooler', 'spec.template'],
]);

/** Kinds whose objects describe pods. */
export const POD_KINDS: readonly string[] = [...POD_TEMPLATES.keys()];

/** Lists of containers in a pod. */
export const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Path of the pod template of a kind, or of a field inside it; undefined if the kind has no pods. */
export function podPath(kind: string, field: string): string | undefined {
  const template = POD_TEMPLATES.get(kind);
  return template === undefined ? undefined : template === '' ? field : `${template}.${field}`;
}

/** Fields of an object's pods: `spec.containers[].image` whatever kind the object is. */
export function podFields(manifest: Manifest, field: string): readonly Field[] {
  return fieldsOf(manifest, field, POD_FIELDS);
}

/** A field of every container of an object's pods, of each kind of container. */
export function containerFields(manifest: Manifest, field: string): readonly Field[] {
  return fieldsOf(manifest, field, CONTAINER_FIELDS);
}

/** Paths of fields of pods, by kind and then by the field: every object of a kind is asked for the same few. */
interface PathTable {
  readonly pathsOf: (field: string) => readonly string[];
  readonly byKind: ReadonlyMap<string, Map<string, readonly string[]>>;
}

const POD_FIELDS = pathTable((field) => [field]);

const CONTAINER_FIELDS = pathTable((field) =>
  CONTAINER_LISTS.map((list) => `spec.${list}[]${field === '' ? '' : `.${field}`}`),
);

function pathTable(pathsOf: PathTable['pathsOf']): PathTable {
  return { pathsOf, byKind: new Map(POD_KINDS.map((kind) => [kind, new Map()])) };
}

function fieldsOf(manifest: Manifest, field: string, { pathsOf, byKind }: PathTable): readonly Field[] {
  const kind = kindOf(manifest);
  const known = byKind.get(kind);
  if (known === undefined) {
    return [];
  }
  const paths = getOrAdd(known, field, () => pathsOf(field).map((path) => podPath(kind, path)!));
  return paths.flatMap((path) => fieldsAt(manifest, path));
}
