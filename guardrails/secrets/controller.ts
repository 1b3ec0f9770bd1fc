import { chartSources, pinnedChart } from '../../constructs/gitops/charts/derived';
import { SEALED_SECRET, SEALED_SECRET_DEFINITION } from '../../constructs/secrets/derived';
import { SEALED_SECRETS } from '../../constructs/secrets/sealed-secrets/derived';
import type { KubeObject, Manifest, Violation } from '../../constructs/model';
import { CRD } from '../engine/crds';
import { APPLICATION } from '../engine/delivery';
import { fieldsAt } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { chartApplication } from '../gitops/rows/applications';
import { defineGuardrail } from '../rule';
import { sealedSecret } from './rows/sealed-secrets';

const DEPLOYMENT = 'apps/Deployment';

/** The image of the controller, whoever has copied it. */
const IMAGE = /(?:^|\/)sealed-secrets-controller[:@]/;

const definition: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: SEALED_SECRET_DEFINITION },
  spec: {
    group: 'bitnami.com',
    names: { kind: 'SealedSecret', plural: 'sealedsecrets' },
    scope: 'Namespaced',
    versions: [{ name: 'v1alpha1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

const controller = (image: string): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'sealing', namespace: 'kube-system' },
  spec: {
    selector: { matchLabels: { app: 'sealing' } },
    template: { metadata: { labels: { app: 'sealing' } }, spec: { containers: [{ name: 'controller', image }] } },
  },
});

const external = (kind: string, name: string, namespace?: string) => ({
  kind,
  name,
  ...(namespace === undefined ? {} : { namespace }),
  reason: 'installed together with the cluster',
});

/** A SealedSecret is a Secret only where somebody opens it. */
export default defineGuardrail<Manifest>({
  kind: SEALED_SECRET,
  severity: 'error',
  summary: 'a cluster with SealedSecrets has their controller, or external() says who installs it',
  why: 'without the controller a SealedSecret stays what it is: Argo CD applies it, no Secret appears, and the pods that need it wait',
  fix: 'install the chart sealed-secrets in this cluster, or declare the Deployment of the controller with external()',
  waive: 'when a controller of another name opens SealedSecrets there',
  source: 'https://github.com/bitnami-labs/sealed-secrets/blob/v0.36.6/README.md#controller',
  check: (manifest, index) => (index.incomplete ? [] : check(manifest, index)),
  valid: [
    { name: 'the chart in the same cluster', objects: [sealedSecret(), chartApplication(SEALED_SECRETS)] },
    {
      name: 'the Deployment itself, from a registry of your own',
      objects: [sealedSecret(), definition, controller('registry.home.example/sealed-secrets-controller:0.38.2')],
    },
    {
      name: 'a controller that comes with the cluster',
      objects: [sealedSecret()],
      externals: [external(DEPLOYMENT, 'sealed-secrets-controller', 'kube-system')],
    },
    {
      name: 'a definition that comes with its controller',
      objects: [sealedSecret()],
      externals: [external(CRD, SEALED_SECRET_DEFINITION)],
    },
  ],
  invalid: [
    {
      name: 'two SealedSecrets and nobody who opens them, told once',
      objects: [sealedSecret(), { ...sealedSecret(), metadata: { name: 'cloud', namespace: 'velero' } }],
      findings: [{ at: 'kind', got: 'SealedSecret, which nothing opens; objects of it: 2' }],
    },
    {
      name: 'the definition without the controller, and a controller of something else',
      objects: [sealedSecret(), definition, controller('registry.home.example/external-secrets:0.38.2')],
      findings: [{ at: 'kind' }],
    },
  ],
});

function check(manifest: Manifest, index: ObjectIndex): Violation[] {
  const objects = index.ofKind(SEALED_SECRET);
  return objects[0]?.manifest !== manifest || index.once(hasController)
    ? []
    : [
        {
          at: 'kind',
          got: `SealedSecret, which nothing opens; objects of it: ${objects.length}`,
          expected: 'the controller of sealed-secrets in the output, or external() with the reason',
        },
      ];
}

function hasController(index: ObjectIndex): boolean {
  return (
    index.ofKind(APPLICATION).some(isChart) ||
    index.ofKind(DEPLOYMENT).some(isController) ||
    index.externals.some(
      ({ kind, name }) =>
        // Whoever declares the definition says in its reason who installs it, and the controller with it.
        (kind === CRD && name === SEALED_SECRET_DEFINITION) || (kind === DEPLOYMENT && name.includes('sealed-secrets')),
    )
  );
}

function isChart({ manifest }: KubeObject): boolean {
  return chartSources(manifest).some(({ chart }) => chart === pinnedChart(SEALED_SECRETS).name);
}

function isController({ manifest }: KubeObject): boolean {
  return fieldsAt(manifest, 'spec.template.spec.containers[].image').some(
    ({ value }) => typeof value === 'string' && IMAGE.test(value),
  );
}
