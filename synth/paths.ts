import type { KubeObject, Manifest } from '../constructs/model';
import { BUILT_IN_GROUPS } from '../constructs/model/api-groups';
import { hashedSegment, objectSegment, pathSegment } from '../constructs/model/path-segment';

/** Application that holds the Argo CD Applications of a cluster. */
export const APPS = 'apps';

/** Kinds that Kubernetes serves in two groups of its own: outside the core group they keep the group in their path. */
const TWICE_BUILT_IN: ReadonlySet<string> = new Set(['Event']);

/**
 * Paths of objects' files in the output, in their order:
 * `clusters/<cluster>/<app>/<namespace or _cluster>/<kind>[.<group>]_<name>.yaml`, and `clusters/<cluster>/apps/<app>.yaml`
 * for the Argo CD Applications.
 *
 * Two identities never share one: where they would, as kinds do that differ by case only, each ends with its hash.
 */
export function pathsOf(objects: readonly KubeObject[]): readonly string[] {
  const segments = new Segments();
  const paths = objects.map((object) => pathOf(object, segments));
  const shared = sharedPaths(paths, objects);
  return shared.size === 0
    ? paths
    : paths.map((path, index) => (shared.has(path) ? distinct(path, objects[index]!) : path));
}

/** Names of folders, each worked out once: most objects lie in a folder with others. */
class Segments {
  private readonly known = new Map<string, string>();

  public of(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const segment = pathSegment(text);
    this.known.set(text, segment);
    return segment;
  }
}

/** Paths that more than one identity has. */
function sharedPaths(paths: readonly string[], objects: readonly KubeObject[]): ReadonlySet<string> {
  const first = new Map<string, number>();
  const isOther = (path: string, index: number): boolean => {
    const earlier = first.get(path);
    if (earlier === undefined) first.set(path, index);
    return earlier !== undefined && identityOf(objects[earlier]!.manifest) !== identityOf(objects[index]!.manifest);
  };
  return new Set(paths.filter(isOther));
}

function pathOf({ cluster, app, manifest }: KubeObject, segments: Segments): string {
  const { kind, metadata } = manifest;
  const group = groupOf(manifest);
  const root = joined('clusters', segments.of(cluster), segments.of(app));
  if (app === APPS && group === 'argoproj.io' && kind === 'Application') {
    return joined(root, `${pathSegment(metadata.name)}.yaml`);
  }
  const folder = metadata.namespace === undefined ? '_cluster' : segments.of(metadata.namespace);
  const own = group === '' || (BUILT_IN_GROUPS.has(group) && !TWICE_BUILT_IN.has(kind));
  const type = own ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`;
  const file = objectSegment(type, metadata.name, () => identityOf(manifest));
  return joined(root, folder, `${file}.yaml`);
}

/** Joined as a list, a path is one string; as a template it would be kept as a tree of its parts, three times as large. */
function joined(...segments: readonly string[]): string {
  return segments.join('/');
}

/** The same path with the identity's hash. */
function distinct(path: string, { manifest }: KubeObject): string {
  const start = path.lastIndexOf('/') + 1;
  const name = path.slice(start, -'.yaml'.length);
  return `${path.slice(0, start)}${hashedSegment(name, identityOf(manifest))}.yaml`;
}

function identityOf(manifest: Manifest): string {
  const { kind, metadata } = manifest;
  return JSON.stringify([groupOf(manifest), kind, metadata.namespace ?? '', metadata.name]);
}

function groupOf({ apiVersion }: Manifest): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
