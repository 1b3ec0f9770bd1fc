import { posix } from 'node:path';
import type { Cluster, KubeObject, Manifest } from '../../constructs/model';
import { pathSegment } from '../../constructs/model/path-segment';
import { listOf, recordOf, textOf } from './fields';
import { getOrAdd } from './get-or-add';
import { kindOf } from './kind';

/** Kind of an Argo CD Application. */
export const APPLICATION = 'argoproj.io/Application';

const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** Folders of manifests in the repository of a cluster, and who points at them. */
export class Folders {
  private readonly byPath = new Map<string, Manifest[]>();
  private readonly carriers = new Map<string, KubeObject>();

  constructor(
    private readonly cluster: Cluster | undefined,
    objects: readonly KubeObject[],
  ) {
    for (const object of cluster === undefined ? [] : objects) {
      getOrAdd(this.byPath, pathOf(cluster!, object.app), () => []).push(object.manifest);
    }
    for (const object of objects) {
      const paths = kindOf(object.manifest) === APPLICATION ? this.pathsIn(object.manifest) : [];
      // One that points at its own folder carries nobody but itself.
      paths.filter((path) => path !== this.pathOf(object)).forEach((path) => this.carriers.set(path, object));
    }
  }

  /** Manifests that an Application takes from this repository. */
  public of(application: Manifest): readonly Manifest[] {
    return this.pathsIn(application).flatMap((path) => this.byPath.get(path) ?? []);
  }

  /** The Application that delivers the folder in which an object is. */
  public carrierOf(object: KubeObject): KubeObject | undefined {
    return this.carriers.get(this.pathOf(object) ?? '');
  }

  private pathOf({ app }: KubeObject): string | undefined {
    return this.cluster === undefined ? undefined : pathOf(this.cluster, app);
  }

  private pathsIn(application: Manifest): readonly string[] {
    return gitSources(application)
      .filter(({ repoURL }) => this.cluster !== undefined && isSameRepository(repoURL, this.cluster.gitops.repoURL))
      .map(({ path }) => path);
  }
}

/** Where an Application takes manifests from Git. */
export interface GitSource {
  readonly repoURL: string;
  readonly path: string;
}

/** Sources of an Application that are folders in Git. */
export function gitSources({ spec }: Manifest): readonly GitSource[] {
  const { source, sources } = recordOf(spec);
  return (sources === undefined ? [source] : listOf(sources)).flatMap((each) => {
    const { path, repoURL } = recordOf(each);
    const text = textOf(path);
    return text === undefined ? [] : [{ repoURL: textOf(repoURL) ?? '', path: posix.normalize(text) }];
  });
}

/** Whether two URLs are of one repository, as Argo CD compares them. */
export function isSameRepository(a: string, b: string): boolean {
  const bare = (url: string): string =>
    url
      .toLowerCase()
      .replace(/\/$/, '')
      .replace(/\.git$/, '');
  return bare(a) === bare(b);
}

/** Where the manifests of an application lie in the repository. */
function pathOf({ key, gitops }: Cluster, app: string): string {
  return posix.join(gitops.path, 'clusters', pathSegment(key), pathSegment(app));
}

/** Waves from the outermost Application to this one. */
export function orderOf(object: KubeObject, folders: Folders): readonly number[] {
  const seen = new Set<KubeObject>();
  const order: number[] = [];
  for (let at: KubeObject | undefined = object; at !== undefined && !seen.has(at); at = folders.carrierOf(at)) {
    seen.add(at);
    order.unshift(waveOf(at.manifest));
  }
  return order;
}

/** Sync wave of an object; what is no number counts as 0, as Argo CD takes it. */
export function waveOf({ metadata }: Manifest): number {
  const wave = Number(recordOf(metadata.annotations)[SYNC_WAVE] ?? 0);
  return Number.isInteger(wave) ? wave : 0;
}
