import type { Manifest, Violation } from '../../constructs/model';
import { recordOf, textOf } from '../engine/fields';
import { getOrAdd } from '../engine/get-or-add';
import type { ObjectIndex } from '../engine/object-index';
import { referencesOf, type Reference } from '../engine/references/references';
import { defineGuardrail } from '../rule';
import { certificateRow, clusterIssuer, issuer } from './rows/certificates';

const GROUP = 'cert-manager.io';

const ingress = (annotation: string, name: string, more: Readonly<Record<string, string>> = {}): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'wiki', namespace: 'wiki', annotations: { [`${GROUP}/${annotation}`]: name, ...more } },
  spec: { tls: [{ hosts: ['wiki.example.internal'], secretName: 'wiki-tls' }] },
});

/** A Certificate without an issuer stays as it is, and says so where nobody looks. */
export default defineGuardrail<Manifest>({
  kind: ['cert-manager.io/Certificate', 'networking.k8s.io/Ingress'],
  severity: 'error',
  summary: 'the issuer that a Certificate or an Ingress names exists: an Issuer of its namespace, or a ClusterIssuer',
  why: 'the certificate is never issued, and what mounts its Secret does not start; at a renewal that shows months later',
  fix: 'write kind: ClusterIssuer for an issuer of the whole cluster, correct the name, or declare it with external()',
  waive: 'when something creates the issuer at run time and external() cannot name it',
  source: 'https://cert-manager.io/docs/configuration/issuers/',
  check: (manifest, index) =>
    index.incomplete ? [] : [...foreignKind(manifest), ...issuersOf(manifest).flatMap((one) => judge(one, index))],
  valid: [
    { name: 'a ClusterIssuer', objects: [certificateRow(), clusterIssuer()] },
    {
      name: 'an Issuer of the namespace, with its kind and without',
      objects: [
        certificateRow({ issuerRef: { name: 'internal' } }),
        certificateRow({ issuerRef: { name: 'internal', kind: 'Issuer', group: GROUP } }, 'wiki', 'other'),
        issuer('wiki'),
      ],
    },
    {
      name: 'one that lives elsewhere, and one of another group',
      objects: [
        certificateRow({ issuerRef: { name: 'company', kind: 'ClusterIssuer' } }),
        certificateRow(
          { issuerRef: { name: 'step', kind: 'StepIssuer', group: 'certmanager.step.sm' } },
          'wiki',
          'other',
        ),
      ],
      externals: [{ kind: `${GROUP}/ClusterIssuer`, name: 'company', reason: 'comes with the distribution' }],
    },
    {
      name: 'an Ingress that asks for its certificate',
      objects: [ingress('cluster-issuer', 'internal'), clusterIssuer()],
    },
    {
      name: 'an Ingress whose issuer is of another group',
      objects: [
        ingress('issuer', 'step', {
          [`${GROUP}/issuer-group`]: 'certmanager.step.sm',
          [`${GROUP}/issuer-kind`]: 'StepIssuer',
        }),
      ],
    },
    {
      name: 'an Ingress that says the kind by an annotation of its own',
      objects: [ingress('issuer', 'internal', { [`${GROUP}/issuer-kind`]: 'ClusterIssuer' }), clusterIssuer()],
    },
  ],
  invalid: [
    {
      name: 'an Ingress whose issuer is of the group itself, by its annotation too',
      objects: [ingress('issuer', 'step', { [`${GROUP}/issuer-group`]: GROUP })],
      findings: [{ at: 'metadata.annotations["cert-manager.io/issuer"]', got: 'step' }],
    },
    {
      name: 'the kind is left out, so that it is an Issuer',
      objects: [certificateRow({ issuerRef: { name: 'internal' } }), clusterIssuer()],
      findings: [{ at: 'spec.issuerRef.kind', got: 'nothing, which means Issuer; internal is a ClusterIssuer' }],
    },
    {
      name: 'an Issuer of another namespace',
      objects: [certificateRow({ issuerRef: { name: 'internal', kind: 'Issuer' } }), issuer('cert-manager')],
      findings: [{ at: 'spec.issuerRef.name', got: 'internal, an Issuer of cert-manager' }],
    },
    {
      name: 'a typing error',
      objects: [certificateRow({ issuerRef: { name: 'interal', kind: 'ClusterIssuer' } }), clusterIssuer()],
      findings: [{ at: 'spec.issuerRef.name', got: 'interal' }],
    },
    {
      name: 'a kind that needs its group',
      objects: [certificateRow({ issuerRef: { name: 'step', kind: 'StepIssuer' } })],
      findings: [{ at: 'spec.issuerRef.kind', got: 'StepIssuer of cert-manager.io' }],
    },
    {
      name: 'an Ingress whose annotation is that of a ClusterIssuer, for an Issuer',
      objects: [ingress('cluster-issuer', 'internal'), issuer('wiki')],
      findings: [
        {
          at: 'metadata.annotations["cert-manager.io/cluster-issuer"]',
          got: 'internal, an Issuer of wiki',
        },
      ],
    },
  ],
});

const isIssuer = (kind: string): boolean => kind === `${GROUP}/Issuer` || kind === `${GROUP}/ClusterIssuer`;

function issuersOf(manifest: Manifest): readonly Reference[] {
  return referencesOf(manifest).filter(({ kind }) => isIssuer(kind));
}

/** The webhook refuses kinds of its own group that it does not know. */
function foreignKind(manifest: Manifest): Violation[] {
  return referencesOf(manifest).flatMap(({ at, kind }) =>
    at === 'spec.issuerRef.name' && !isIssuer(kind)
      ? [
          {
            at: 'spec.issuerRef.kind',
            got: `${kind.slice(GROUP.length + 1)} of ${GROUP}`,
            expected: 'Issuer or ClusterIssuer, or the group of the other kind',
          },
        ]
      : [],
  );
}

function judge(reference: Reference, index: ObjectIndex): Violation[] {
  const { at, kind, name, namespace } = reference;
  if (index.exists(kind, name, namespace)) {
    return [];
  }
  const wanted = namespace === undefined ? `a ClusterIssuer ${name}` : `an Issuer ${name} in ${namespace}`;
  return [
    otherKind(reference, index) ?? { at, got: gotOf(reference, index), expected: wanted, ...meant(reference, index) },
  ];
}

/** An Issuer was named, and a ClusterIssuer has the name. */
function otherKind({ kind, name, at }: Reference, index: ObjectIndex): Violation | undefined {
  if (kind !== `${GROUP}/Issuer` || !index.exists(`${GROUP}/ClusterIssuer`, name)) {
    return undefined;
  }
  const { subject } = index;
  const spec = recordOf(subject.plane === 'kubernetes' ? subject.manifest['spec'] : undefined);
  const given = textOf(recordOf(spec['issuerRef'])['kind']) ?? 'nothing, which means Issuer';
  const ofCertificate = at === 'spec.issuerRef.name';
  return {
    at: ofCertificate ? 'spec.issuerRef.kind' : at,
    got: `${ofCertificate ? given : 'an Issuer'}; ${name} is a ClusterIssuer`,
    expected: ofCertificate ? 'ClusterIssuer' : `the annotation ${GROUP}/cluster-issuer`,
  };
}

function gotOf({ name }: Reference, index: ObjectIndex): string {
  const elsewhere = index.once(namespacesOfIssuers).get(name) ?? [];
  return elsewhere.length === 0 ? name : `${name}, an Issuer of ${elsewhere.join(', ')}`;
}

function namespacesOfIssuers(index: ObjectIndex): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { manifest } of index.ofKind(`${GROUP}/Issuer`)) {
    const { name, namespace = 'default' } = manifest.metadata;
    getOrAdd(found, name, () => []).push(namespace);
  }
  return found;
}

function meant({ kind, name, namespace }: Reference, index: ObjectIndex): Pick<Violation, 'fix'> {
  const near = index.closest(name, () =>
    index
      .ofKind(kind)
      .filter(({ manifest }) => manifest.metadata.namespace === namespace)
      .map(({ manifest }) => manifest.metadata.name),
  );
  return near === undefined ? {} : { fix: `write ${near}, if that is what was meant` };
}
