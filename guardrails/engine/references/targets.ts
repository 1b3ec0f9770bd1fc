import type { Manifest } from '../../../constructs/model';
import { listOf, recordOf } from '../fields';
import type { DerivedObject } from '../../../constructs/model/derived-object';
import type { ObjectIndex } from '../object-index';
import type { Reference } from './references';

/** A port that a Service has. */
interface ServicePort {
  readonly name?: string | undefined;
  readonly port: number;
}

/** Most keys that a message names. */
const MOST_NAMED = 20;

/** What messages say of targets: a pod may ask one large ConfigMap for thousands of keys that it does not have. */
const named = new WeakMap<object, string>();

/** Keys of the ConfigMap or Secret that a reference leads to, for people. */
export function keysNamed(
  { kind, name, namespace }: Pick<Reference, 'kind' | 'name' | 'namespace'>,
  index: ObjectIndex,
): string {
  const target = index.find(kind, name, namespace)?.manifest ?? index.findDerived(kind, name, namespace);
  return target === undefined ? '' : (named.get(target) ?? nameKeys(target));
}

function nameKeys(target: Manifest | DerivedObject): string {
  const keys =
    'metadata' in target
      ? [target['data'], target['binaryData'], target['stringData']].flatMap((part) => Object.keys(recordOf(part)))
      : (target.keys ?? []);
  const text = keys.slice(0, MOST_NAMED).join(', ') + (keys.length > MOST_NAMED ? ', …' : '');
  named.set(target, text);
  return text;
}

/** Whether the ConfigMap or Secret that a reference leads to has a key, or may have it. Makes no list of all of them. */
export function mayHaveKey(
  { kind, name, namespace }: Pick<Reference, 'kind' | 'name' | 'namespace'>,
  key: string,
  index: ObjectIndex,
): boolean {
  const object = index.find(kind, name, namespace);
  if (object === undefined) {
    return index.findDerived(kind, name, namespace)?.keys?.includes(key) ?? true;
  }
  const { data, binaryData, stringData } = object.manifest;
  return [data, binaryData, stringData].some((part) => Object.hasOwn(recordOf(part), key));
}

/** Ports of the Service that a reference leads to; undefined if they are not known here. */
export function portsOf({ name, namespace }: Reference, index: ObjectIndex): readonly ServicePort[] | undefined {
  const service = index.find('Service', name, namespace);
  return service === undefined
    ? index.findDerived('Service', name, namespace)?.ports
    : portsOfService(service.manifest);
}

/** An ExternalName Service is a name in DNS: it has whatever ports its target has. */
function portsOfService({ spec }: Manifest): readonly ServicePort[] | undefined {
  const { type, ports } = recordOf(spec);
  return type === 'ExternalName'
    ? undefined
    : listOf(ports).flatMap((item) => {
        const { name, port } = recordOf(item);
        return typeof port === 'number' ? [{ name: typeof name === 'string' ? name : undefined, port }] : [];
      });
}
