import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt, recordOf, valueAt } from '../engine/fields';
import { notGuaranteed } from '../engine/guaranteed';
import { defineGuardrail } from '../rule';

const POD = 'spec.template.spec';

/** Containers that the operator adds to the template where they are missing, then without resources. */
const OPERATOR_CONTAINERS = [
  ['containers', 'pgbouncer'],
  ['initContainers', 'bootstrap-controller'],
] as const;

const AMOUNTS = { cpu: '500m', memory: '128Mi' };
const RESOURCES = { requests: AMOUNTS, limits: AMOUNTS };
const PGBOUNCER = { name: 'pgbouncer', resources: RESOURCES };
const BOOTSTRAP = { name: 'bootstrap-controller', resources: RESOURCES };

const pooler = (pod?: object): Manifest => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Pooler',
  metadata: { name: 'pg-main-pooler-rw', namespace: 'databases' },
  spec: {
    cluster: { name: 'pg-main' },
    instances: 2,
    type: 'rw',
    pgbouncer: { poolMode: 'session' },
    ...(pod === undefined ? {} : { template: { spec: pod } }),
  },
});

/** The operator writes the image and the command of both containers, and leaves resources to the template. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Pooler',
  severity: 'error',
  summary: 'the pods of a Pooler are Guaranteed: request equals limit, in pgbouncer and in bootstrap-controller',
  why: 'the QoS class counts init containers: with one that has no limits the pooler is killed before others under pressure, and every client loses its connection; a policy that demands limits refuses the pod',
  fix: 'write both containers with resources into spec.template.spec, or give the pod resources as a whole',
  waive: 'for a laboratory whose database may be killed or evicted at any time',
  source: 'https://cloudnative-pg.io/documentation/current/connection_pooling/#pod-templates',
  check(manifest) {
    const whole = valueAt(manifest, [...POD.split('.'), 'resources']);
    return whole === undefined
      ? [...missing(manifest), ...unequal(manifest)]
      : notGuaranteed(whole, `${POD}.resources`);
  },
  valid: [
    {
      name: 'both containers with one amount as request and limit',
      objects: [pooler({ containers: [PGBOUNCER], initContainers: [BOOTSTRAP] })],
    },
    {
      name: 'resources of the pod as a whole: the operator copies them to the init container',
      objects: [pooler({ containers: [{ name: 'pgbouncer' }], resources: RESOURCES })],
    },
  ],
  invalid: [
    {
      name: 'no template',
      objects: [pooler()],
      findings: [
        { at: 'spec.template.spec.containers', got: 'no pgbouncer' },
        { at: 'spec.template.spec.initContainers', got: 'no bootstrap-controller' },
      ],
    },
    {
      name: 'pgbouncer alone, as most examples have it',
      objects: [pooler({ containers: [PGBOUNCER] })],
      findings: [{ at: 'spec.template.spec.initContainers', got: 'no bootstrap-controller' }],
    },
    {
      name: 'a request below the limit, and an init container without amounts',
      objects: [
        pooler({
          containers: [{ name: 'pgbouncer', resources: { requests: { cpu: '100m' }, limits: AMOUNTS } }],
          initContainers: [{ name: 'bootstrap-controller' }],
        }),
      ],
      findings: [
        {
          at: 'spec.template.spec.containers[0].resources.requests.cpu',
          got: '100m, while limits.cpu is 500m',
        },
        {
          at: 'spec.template.spec.initContainers[0].resources.requests.cpu',
          got: 'nothing, while limits.cpu is missing',
        },
        {
          at: 'spec.template.spec.initContainers[0].resources.requests.memory',
          got: 'nothing, while limits.memory is missing',
        },
      ],
    },
    {
      name: 'a pod as a whole without a limit of memory',
      objects: [
        pooler({ containers: [{ name: 'pgbouncer' }], resources: { ...RESOURCES, limits: { cpu: AMOUNTS.cpu } } }),
      ],
      findings: [{ at: 'spec.template.spec.resources.requests.memory', got: '128Mi, while limits.memory is missing' }],
    },
  ],
});

function missing(manifest: Manifest): Violation[] {
  return OPERATOR_CONTAINERS.filter(([list, name]) =>
    fieldsAt(manifest, `${POD}.${list}[]`).every(({ value }) => recordOf(value)['name'] !== name),
  ).map(([list, name]) => ({
    at: `${POD}.${list}`,
    got: `no ${name}`,
    expected: `${name}, with one amount as request and limit`,
  }));
}

function unequal(manifest: Manifest): Violation[] {
  return OPERATOR_CONTAINERS.flatMap(([list]) => fieldsAt(manifest, `${POD}.${list}[]`)).flatMap(({ at, value }) =>
    notGuaranteed(recordOf(value)['resources'], `${at}.resources`),
  );
}
