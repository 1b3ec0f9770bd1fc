import type { Manifest, Violation } from '../../constructs/model';
import type { PodSecurityLevel } from '../../constructs/model/pod-security';
import { recordOf } from '../engine/fields';
import { kindOf } from '../engine/kind';
import type { ObjectIndex } from '../engine/object-index';
import { podSecurityFaults } from '../engine/pod-security';
import { POD_KINDS, podFields, podPath } from '../engine/pods';
import { defineStructureRule } from '../rule';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

const namespace = (level?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'wiki', ...(level === undefined ? {} : { labels: { [ENFORCE]: level } }) },
});

const SAFE = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

const deployment = (securityContext: object, more: object = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'wiki' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'ghcr.io/example/web:2.1.0', securityContext }], ...more },
    },
  },
});

/** Kinds whose pods their operator completes: what they need is not in the object. */
const BY_OPERATORS: ReadonlySet<string> = new Set(['postgresql.cnpg.io/Pooler']);

/** A Deployment whose pods are refused is created without a word. */
export default defineStructureRule<Manifest>({
  kind: POD_KINDS,
  severity: 'error',
  summary: 'pods keep the Pod Security level of their namespace',
  why: 'the API server takes the Deployment and refuses each of its pods: nothing starts, and only the events of the ReplicaSet say why',
  fix: 'give the container a securityContext that keeps the level, or the namespace a level that its pods keep',
  waive: 'when an admission policy of yours completes the pods',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  check: (manifest, index) => {
    const level = levelOf(manifest, index);
    const prefix = podPath(kindOf(manifest), 'spec');
    return level === undefined || BY_OPERATORS.has(kindOf(manifest))
      ? []
      : podFields(manifest, 'spec').flatMap(({ value }) =>
          podSecurityFaults(value, level).map((fault): Violation => ({ ...fault, at: `${prefix!}.${fault.at}` })),
        );
  },
  valid: [
    { name: 'everything that restricted asks for', objects: [namespace('restricted'), deployment(SAFE)] },
    {
      name: 'said once for the whole pod, where that counts',
      objects: [
        namespace('restricted'),
        deployment(
          { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } },
          { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
        ),
      ],
    },
    { name: 'nothing, in a namespace of baseline', objects: [namespace('baseline'), deployment({})] },
    { name: 'nothing, in a namespace without a level', objects: [namespace(), deployment({})] },
    { name: 'a namespace that is not in the output', objects: [deployment({})] },
  ],
  invalid: [
    {
      name: 'a container without a securityContext, in a namespace of restricted',
      objects: [namespace('restricted'), deployment({})],
      findings: [
        { at: 'spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation', got: 'nothing' },
        { at: 'spec.template.spec.containers[0].securityContext.capabilities.drop', got: 'nothing' },
        { at: 'spec.template.spec.containers[0].securityContext.runAsNonRoot', got: 'nothing' },
        { at: 'spec.template.spec.containers[0].securityContext.seccompProfile.type', got: 'nothing' },
      ],
    },
    {
      name: 'root, and the network of the node',
      objects: [namespace('restricted'), deployment({ ...SAFE, runAsUser: 0 }, { hostNetwork: true })],
      findings: [
        { at: 'spec.template.spec.containers[0].securityContext.runAsUser', got: '0' },
        { at: 'spec.template.spec.hostNetwork', got: 'true' },
      ],
    },
    {
      name: 'a directory of the node, privileged, with a capability: even baseline refuses it',
      objects: [
        namespace('baseline'),
        deployment(
          { privileged: true, capabilities: { add: ['SYS_ADMIN'] } },
          { volumes: [{ name: 'dev', hostPath: { path: '/dev' } }] },
        ),
      ],
      findings: [
        { at: 'spec.template.spec.containers[0].securityContext.capabilities.add', got: 'SYS_ADMIN' },
        { at: 'spec.template.spec.containers[0].securityContext.privileged', got: 'true' },
        { at: 'spec.template.spec.volumes[0].hostPath' },
      ],
    },
  ],
});

const LEVELS: readonly string[] = ['baseline', 'restricted'];

/** Level of the object's namespace, if that is in the output and asks for something. */
function levelOf({ metadata: { namespace: name } }: Manifest, index: ObjectIndex): PodSecurityLevel | undefined {
  const home = name === undefined ? undefined : index.find('Namespace', name)?.manifest;
  const level = recordOf(home?.metadata.labels)[ENFORCE];
  return typeof level === 'string' && LEVELS.includes(level) ? (level as PodSecurityLevel) : undefined;
}
