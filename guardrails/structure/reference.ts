import type { KubeObject, Rendered, Violation } from '../../constructs/model';
import type { ObjectIndex } from '../engine/object-index';
import { itemKeysOf, type ItemKey } from '../engine/references/items';
import { referencesOf, type Reference, type ReferredPort } from '../engine/references/references';
import { keysNamed, mayHaveKey, portsOf } from '../engine/references/targets';
import { defineStructureRule } from '../rule';
import { INVALID, VALID } from './rows/reference';

/** A name that leads nowhere is found by the controller at run time, and by a person much later. */
export default defineStructureRule<Rendered>({
  kind: '*',
  severity: 'error',
  summary: 'whatever an object names exists: in the output, in every cluster, or declared with external()',
  why: 'pods wait for a missing Secret or volume for ever, a route answers 503, and an issuer that is not there issues nothing',
  fix: 'render what is missing, correct the name, or declare it with external() and say who creates it',
  waive: 'when something creates the target at run time and external() cannot name it',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#optional-secrets',
  check: (object, index) =>
    // What is not here may be in a part that ended with an error; the report counts it as not judged.
    object.plane === 'host' || index.incomplete
      ? []
      : [
          ...missingNamespace(object, index),
          ...referencesOf(object.manifest)
            .filter(({ kind }) => !OF_FAMILIES.has(kind))
            .flatMap((reference) => judge(reference, index)),
          ...itemKeysOf(object.manifest).flatMap((item) => missingItem(item, index)),
        ],
  valid: VALID,
  invalid: INVALID,
});

/** Targets of which a family knows more to say: `certificates/issuer-reference`. */
const OF_FAMILIES: ReadonlySet<string> = new Set(['cert-manager.io/ClusterIssuer', 'cert-manager.io/Issuer']);

/** Told once for a namespace, at its first object. */
function missingNamespace(object: KubeObject, index: ObjectIndex): Violation[] {
  const { namespace } = object.manifest.metadata;
  if (namespace === undefined || index.exists('Namespace', namespace)) {
    return [];
  }
  const objects = index.inNamespace(namespace);
  const got = `${namespace}, which nothing creates; objects in it: ${objects.length}`;
  return objects[0] === object ? [violation('metadata.namespace', got, `a Namespace ${namespace}`)] : [];
}

function judge(reference: Reference, index: ObjectIndex): Violation[] {
  const { at, kind, name, namespace, anyNamespace } = reference;
  const exists = anyNamespace ? index.existsAnywhere(kind, name) : index.exists(kind, name, namespace);
  if (!exists) {
    const what = `${kind} ${namespace === undefined || anyNamespace ? '' : `${namespace}/`}${name}`;
    return [
      { ...violation(at, name, `${what} in the output, or external() with the reason`), ...meant(reference, index) },
    ];
  }
  return [...missingKey(reference, index), ...missingPort(reference, index)];
}

function meant({ kind, name, namespace }: Reference, index: ObjectIndex): Pick<Violation, 'fix'> {
  const near = index.closest(name, () => [
    ...index
      .ofKind(kind)
      .flatMap(({ manifest: { metadata } }) => (metadata.namespace === namespace ? metadata.name : [])),
    ...index.derivedOfKind(kind).flatMap((made) => (made.namespace === namespace ? made.name : [])),
  ]);
  if (near !== undefined) {
    return { fix: `write ${near}, if that is what was meant` };
  }
  return kind === 'Secret' ? { fix: SECRET_FIX } : {};
}

const SECRET_FIX =
  'seal it (rackproof seal, docs/secrets.md), correct the name or the namespace, or declare it with external() and say who creates it';

function missingKey(reference: Reference, index: ObjectIndex): Violation[] {
  const { at, kind, key, name } = reference;
  if (key === undefined || mayHaveKey(reference, key, index)) {
    return [];
  }
  const keys = keysNamed(reference, index) || 'it has none';
  return [violation(beside(at, 'key'), key, `a key of the ${kind} ${name}: ${keys}`)];
}

/** A Secret or ConfigMap that is not there at all is told by its name. */
function missingItem(item: ItemKey, index: ObjectIndex): Violation[] {
  const { at, kind, name, namespace, key } = item;
  if (!index.exists(kind, name, namespace) || mayHaveKey(item, key, index)) {
    return [];
  }
  const keys = keysNamed(item, index) || 'it has none';
  return [violation(at, key, `a key of the ${kind} ${name}: ${keys}`)];
}

function missingPort(reference: Reference, index: ObjectIndex): Violation[] {
  const { port, name } = reference;
  const ports = port === undefined ? undefined : portsOf(reference, index);
  if (port === undefined || ports === undefined || ports.some((one) => isPort(port, one))) {
    return [];
  }
  const known = ports.map((one) => (one.name === undefined ? String(one.port) : `${one.port} (${one.name})`));
  return [
    violation(port.at, String(port.value), `a port of the Service ${name}: ${known.join(', ') || 'it has none'}`),
  ];
}

function isPort(
  { value }: ReferredPort,
  { name, port }: { readonly name?: string | undefined; readonly port: number },
): boolean {
  return value === port || value === name;
}

function violation(at: string, got: string, expected: string): Violation {
  return { at, got, expected };
}

function beside(at: string, field: string): string {
  return `${at.slice(0, at.lastIndexOf('.') + 1)}${field}`;
}
