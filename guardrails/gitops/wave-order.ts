import type { Manifest, Violation } from '../../constructs/model';
import { APPLICATION, deliveriesOf, isBefore, type Delivery } from '../engine/delivery';
import { kindOf } from '../engine/kind';
import { needsOf } from '../engine/needs';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { certManager, gitApplication, issuer } from './rows/applications';

/** Where the wave stands. */
const WAVE = 'metadata.annotations["argocd.argoproj.io/sync-wave"]';

/** An object that is applied before what it needs is refused, and its whole sync with it. */
export default defineGuardrail<Manifest>({
  kind: APPLICATION,
  severity: 'error',
  summary: 'every application comes in a later wave than the applications that bring what its objects need',
  lesson: 'article 00 applies operators and what they manage at once, and relies on retries',
  why: 'a custom resource before its definition, or a certificate before its issuer, fails the sync; retries end after some minutes, and the cluster stays half built',
  fix: 'raise the sync-wave of this application above the other one, or lower that',
  waive: 'when both are installed already and neither is new to any cluster',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/',
  check: (application, index) => (index.incomplete ? [] : check(application, index)),
  valid: [
    { name: 'the operator in a wave before its resources', objects: [gitApplication(1), certManager(0), issuer] },
    { name: 'no application of this cluster brings what is needed', objects: [gitApplication(0), issuer] },
  ],
  invalid: [
    {
      name: 'both in the same wave',
      objects: [gitApplication(0), certManager(0), issuer],
      findings: [
        {
          at: WAVE,
          got: 'wave 0, and cert-manager.io/ClusterIssuer internal needs the definition of cert-manager.io/ClusterIssuer, which cert-manager brings in wave 0',
        },
      ],
    },
    {
      name: 'two waves swapped',
      objects: [gitApplication(1), certManager(2), issuer],
      findings: [{ at: WAVE }],
    },
  ],
});

function check(application: Manifest, index: ObjectIndex): Violation[] {
  const deliveries = index.once(deliveriesOf);
  const own = deliveries.by(application.metadata.name);
  const late = new Map<Delivery, string>();
  for (const manifest of own?.objects ?? []) {
    for (const { what, deliveries: bringers } of needsOf(manifest, deliveries)) {
      const isThere = bringers.some((bringer) => bringer === own || isBefore(bringer, own!));
      const [bringer] = bringers;
      if (!isThere && bringer !== undefined && !late.has(bringer)) {
        late.set(bringer, `${titleOf(manifest)} needs ${what}`);
      }
    }
  }
  return [...late].map(([{ name, wave }, need]) => ({
    at: WAVE,
    got: `wave ${own!.wave}, and ${need}, which ${name} brings in wave ${wave}`,
    expected: `a wave after ${wave}`,
  }));
}

function titleOf(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  return `${kindOf(manifest)} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
