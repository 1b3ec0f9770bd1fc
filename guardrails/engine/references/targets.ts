import type { Manifest } from '../../../constructs/model';
import { listOf, recordOf } from '../fields';
import type { ObjectIndex } from '../object-index';
import type { Reference } from './references';

/** A port that a Service has. */
interface ServicePort {
  readonly name?: string | undefined;
  readonly port: number;
}

/** Keys of the ConfigMap or Secret that a reference leads to; undefined if they are not known here. */
export function keysOf({ kind, name, namespace }: Reference, index: ObjectIndex): readonly string[] | undefined {
  const object = index.find(kind, name, namespace);
  if (object === undefined) {
    return index.findDerived(kind, name, namespace)?.keys;
  }
  const { data, binaryData, stringData } = object.manifest;
  return [data, binaryData, stringData].flatMap((part) => Object.keys(recordOf(part)));
}

/** Whether the ConfigMap or Secret that a reference leads to has a key, or may have it. Makes no list of all of them. */
export function mayHaveKey({ kind, name, namespace }: Reference, key: string, index: ObjectIndex): boolean {
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
