import { defineProgram } from '../cli/program';
import { objectsOfCharts } from '../constructs/gitops/charts/derived';
import type { Bundle, Manifest } from '../constructs/model';
import { BUILT_IN_GROUPS } from '../constructs/model/api-groups';
import { checkBundle } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';
import site from '../site';
import { renderBundle } from '../synth/render/bundle';

const WAVE = 'argocd.argoproj.io/sync-wave';
const ORDER = new Map(['gitops/wave-order', 'structure/waiver'].map((id) => [id, RULES.get(id)!]));

const bundle = renderBundle(defineProgram({ site }));
const applications = bundle.objects.filter(({ app, manifest }) => app === 'apps' && manifest.kind === 'Application');

/** An object with the Application that brings it. */
interface Delivered {
  readonly manifest: Manifest;
  readonly application: string;
  readonly wave: number;
}

/** Everything that the Applications bring, walked here without the help of the code under test. */
const delivered: readonly Delivered[] = applications.flatMap(({ manifest: application }) => {
  const { name, annotations } = application.metadata;
  const { source } = application['spec'] as { readonly source: { readonly path?: string } };
  const folder = source.path?.split('/').at(-1);
  const ofGit = bundle.objects.filter(({ app }) => app === folder).map(({ manifest }) => manifest);
  const ofChart = objectsOfCharts(application).flatMap(({ manifest }) => manifest ?? []);
  const wave = Number(annotations![WAVE]);
  return [...ofGit, ...ofChart].map((manifest) => ({ manifest, application: name, wave }));
});

const title = ({ kind, metadata }: Manifest): string => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;

/** Objects whose need is brought by nobody, or too late. */
function late(
  isSubject: (manifest: Manifest) => boolean,
  isNeed: (subject: Manifest) => (candidate: Manifest) => boolean,
): readonly string[] {
  return delivered
    .filter(({ manifest }) => isSubject(manifest))
    .filter(({ manifest, application, wave }) => {
      const bringers = delivered.filter((each) => isNeed(manifest)(each.manifest));
      return !bringers.some((each) => each.application === application || each.wave < wave);
    })
    .map(({ manifest }) => title(manifest));
}

const groupOf = ({ apiVersion }: Manifest): string => (apiVersion.includes('/') ? apiVersion.split('/')[0]! : '');
const ofKind = (group: string, ...kinds: readonly string[]) => {
  return (manifest: Manifest): boolean => groupOf(manifest) === group && kinds.includes(manifest.kind);
};

describe('waves of the reference site', () => {
  it('bring every definition before the resources of its kind', () => {
    const custom = (manifest: Manifest): boolean => !BUILT_IN_GROUPS.has(groupOf(manifest));
    expect(delivered.filter(({ manifest }) => custom(manifest)).length).toBeGreaterThan(10);
    const definitionOf = (subject: Manifest) => (candidate: Manifest) => {
      const { group, names } = (candidate['spec'] ?? {}) as { group?: string; names?: { kind?: string } };
      return (
        candidate.kind === 'CustomResourceDefinition' && group === groupOf(subject) && names?.kind === subject.kind
      );
    };
    expect(late(custom, definitionOf)).toEqual([]);
  });

  it('bring the controller of SealedSecrets before every SealedSecret', () => {
    const sealed = ofKind('bitnami.com', 'SealedSecret');
    expect(delivered.some(({ manifest }) => sealed(manifest))).toBe(true);
    expect(
      late(
        sealed,
        () =>
          ({ kind, metadata }) =>
            kind === 'Deployment' && metadata.name === 'sealed-secrets-controller',
      ),
    ).toEqual([]);
  });

  it('bring the issuer of every certificate before it', () => {
    const certificate = ofKind('cert-manager.io', 'Certificate');
    expect(delivered.some(({ manifest }) => certificate(manifest))).toBe(true);
    const issuerOf = (subject: Manifest) => (candidate: Manifest) => {
      const { issuerRef } = subject['spec'] as {
        readonly issuerRef: { readonly kind?: string; readonly name: string };
      };
      return candidate.kind === (issuerRef.kind ?? 'Issuer') && candidate.metadata.name === issuerRef.name;
    };
    expect(late(certificate, issuerOf)).toEqual([]);
  });

  it('bring every namespace before what is in it', () => {
    const own = new Set(
      delivered.flatMap(({ manifest }) => (manifest.kind === 'Namespace' ? [manifest.metadata.name] : [])),
    );
    const inside = ({ metadata: { namespace } }: Manifest): boolean => namespace !== undefined && own.has(namespace);
    const home = (subject: Manifest) => (candidate: Manifest) =>
      candidate.kind === 'Namespace' && candidate.metadata.name === subject.metadata.namespace;
    expect(late(inside, home)).toEqual([]);
  });
});

/** The bundle with other waves. */
function withWaves(waveOf: (name: string, wave: number) => number): Bundle {
  const objects = bundle.objects.map((object) => {
    const { metadata } = object.manifest;
    const annotations = metadata.annotations;
    const wave = annotations?.[WAVE];
    return object.app !== 'apps' || object.manifest.kind !== 'Application' || wave === undefined
      ? object
      : {
          ...object,
          manifest: {
            ...object.manifest,
            metadata: {
              ...metadata,
              annotations: { ...annotations, [WAVE]: String(waveOf(metadata.name, Number(wave))) },
            },
          },
        };
  });
  return { ...bundle, objects };
}

const refutedBy = (other: Bundle): readonly string[] =>
  checkBundle(other, ORDER).findings.flatMap(({ rule }) => (rule === 'gitops/wave-order' ? [rule] : []));

describe('planted orders', () => {
  const waves = [...new Set(delivered.map(({ wave }) => wave))].sort((a, b) => a - b);

  it('accept the order that was computed', () => {
    expect(refutedBy(withWaves((_name, wave) => wave))).toEqual([]);
  });

  it.each(waves.slice(1).map((wave) => [wave - 1, wave] as const))('fails: waves %i and %i swapped', (low, high) => {
    const swapped = withWaves((_name, wave) => (wave === low ? high : wave === high ? low : wave));
    expect(refutedBy(swapped).length).toBeGreaterThan(0);
  });

  it('fails: everything at once', () => {
    expect(refutedBy(withWaves(() => 0)).length).toBeGreaterThan(5);
  });

  const needed = [
    'namespaces',
    'cert-manager',
    'cloudnative-pg',
    'metallb',
    'load-balancer',
    'snapshot-controller',
    'sealed-secrets',
  ];
  it.each(needed)('fails: %s last', (name) => {
    expect(refutedBy(withWaves((own, wave) => (own === name ? 99 : wave))).length).toBeGreaterThan(0);
  });
});
