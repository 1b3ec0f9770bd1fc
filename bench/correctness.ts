import { load, loadAll } from 'js-yaml';
import { isDeepStrictEqual } from 'node:util';
import type { App } from 'cdk8s';
import type { Manifest } from '../constructs/model';
import { emitYaml } from '../synth/yaml';
import { WORKLOADS } from '../test/fixtures/workloads';
import { render, renderAndEmit, treeOf } from './ours';
import type { Bench } from './row';
import { stockTexts } from './stock';
import { wavesTree } from './waves';

/** Charts of the trees that stock synthesizes as well. */
const SAME_AS_STOCK = 100;

/** Charts of the trees whose every text is read back. */
const READ_BACK = 1_000;

/**
 * Checks that what is measured is right, and says what was compared.
 *
 * @throws Error at the first difference
 */
export function checkCorrectness(bench: Bench): readonly string[] {
  const charts = bench.pick(SAME_AS_STOCK, 12);
  const shapes: readonly (readonly [string, () => App])[] = [
    ...WORKLOADS.map((workload) => [workload.name, () => treeOf(workload, charts)] as const),
    ['waves', () => wavesTree({ waves: 3, chartsPerWave: 3, objectsPerChart: 4 }, true)],
  ];
  return [
    ...shapes.map(([name, tree]) => {
      bench.progress(`comparing ${name} with cdk8s' own output`);
      const count = sameDocuments(renderAndEmit(tree()), stockTexts(tree()));
      return `${name}: ${count} documents equal to those of cdk8s`;
    }),
    ...WORKLOADS.map((workload) => {
      bench.progress(`reading ${workload.name} back`);
      const count = readBack(treeOf(workload, bench.pick(READ_BACK, 12)));
      return `${workload.name}: ${count} documents read back equal by js-yaml`;
    }),
  ];
}

/**
 * Compares texts as sets of documents: the files differ by design.
 *
 * @returns number of documents
 */
export function sameDocuments(ours: readonly string[], theirs: readonly string[]): number {
  const [left, right] = [documentsOf(ours), documentsOf(theirs)];
  const different = [...new Set([...left.keys(), ...right.keys()])].find(
    (identity) => !isDeepStrictEqual(left.get(identity), right.get(identity)),
  );
  if (different !== undefined) {
    throw new Error(`${different} is not the same object on both sides`);
  }
  return left.size;
}

function documentsOf(texts: readonly string[]): ReadonlyMap<string, unknown> {
  const documents = texts.flatMap((text) => loadAll(text) as Manifest[]);
  const byIdentity = new Map(documents.map((document) => [identityOf(document), document]));
  if (byIdentity.size !== documents.length) {
    throw new Error(`${documents.length} documents have ${byIdentity.size} identities`);
  }
  return byIdentity;
}

function identityOf({ apiVersion, kind, metadata: { namespace = '', name } }: Manifest): string {
  return [apiVersion, kind, namespace, name].join(' ');
}

function readBack(app: App): number {
  const objects = render(app);
  for (const { manifest, where } of objects) {
    if (!isDeepStrictEqual(load(emitYaml(manifest)), JSON.parse(JSON.stringify(manifest)))) {
      throw new Error(`${where} is not read back as it was written`);
    }
  }
  return objects.length;
}
