import { createHash } from 'node:crypto';
import type { KubeObject } from '../constructs/model';
import { BUILT_IN_GROUPS } from '../constructs/model/api-groups';

/** Longer segments approach the 255 bytes that file systems allow. */
const LONGEST_SEGMENT = 200;

/** Hex digits of the identity's hash in a segment that had to be changed. */
const HASH_DIGITS = 10;

/** Names that Windows keeps for devices, whatever their ending: a GitOps repository is cloned there too. */
const WINDOWS_DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;

/** Application that holds the Argo CD Applications of a cluster. */
export const APPS = 'apps';

/**
 * Path of an object's file in the output: `clusters/<cluster>/<app>/<namespace or _cluster>/<kind>[.<group>]_<name>.yaml`,
 * and `clusters/<cluster>/apps/<app>.yaml` for the Argo CD Applications. Two objects never share one.
 */
export function pathOf({ cluster, app, manifest }: KubeObject): string {
  const { kind, apiVersion, metadata } = manifest;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const root = `clusters/${segment(cluster)}/${segment(app)}`;
  if (app === APPS && group === 'argoproj.io' && kind === 'Application') {
    return `${root}/${segment(metadata.name)}.yaml`;
  }
  const folder = metadata.namespace === undefined ? '_cluster' : segment(metadata.namespace);
  const type = BUILT_IN_GROUPS.has(group) ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  const identity = JSON.stringify([group, kind, metadata.namespace ?? '', metadata.name]);
  return `${root}/${folder}/${fileName(type, metadata.name, identity)}.yaml`;
}

function fileName(type: string, name: string, identity: string): string {
  const whole = `${type}_${name}`;
  const kept = isSafe(type) && isSafe(name) && whole.length <= LONGEST_SEGMENT;
  return kept ? whole : hashed(whole, identity);
}

/** One folder, or one file name without its ending. */
function segment(text: string): string {
  return isSafe(text) && text.length <= LONGEST_SEGMENT && !WINDOWS_DEVICE.test(text) ? text : hashed(text, text);
}

function isSafe(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(text);
}

/** A prefix for people, and a hash of the identity for the file system. */
function hashed(text: string, identity: string): string {
  const digest = createHash('sha256').update(identity, 'utf8').digest('hex').slice(0, HASH_DIGITS);
  const readable = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[._-]+/g, '')
    // Windows keeps `aux.txt-0123456789` for the device too: only without the dot it is a name.
    .replace(WINDOWS_DEVICE, (device) => device.replace('.', '-'));
  return `${readable.slice(0, LONGEST_SEGMENT - HASH_DIGITS - 1)}-${digest}`;
}
