import { reservedServiceNames } from '../../constructs/postgres/derived';
import type { Manifest, Violation } from '../../constructs/model';
import { fieldsAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const withServices = (services: object): Manifest => clusterRow({ managed: { services } });

const service = (name: string): object => ({
  selectorType: 'rw',
  serviceTemplate: { metadata: { name }, spec: { type: 'LoadBalancer' } },
});

/** What a Cluster may ask for in `managed.services`. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'additional Services of a Cluster have names of their own, and the Service for writers stays',
  why: 'the operator keeps <cluster>-rw, -ro, -r and -any for itself, and replicas find the primary by -rw: it refuses the Cluster',
  fix: 'name the Service after its purpose, and disable only ro and r',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/service_management/',
  check: (manifest) => [...writersDisabled(manifest), ...takenNames(manifest)],
  valid: [
    {
      name: 'a load balancer beside the own Services, of which one is disabled',
      objects: [withServices({ disabledDefaultServices: ['ro'], additional: [service('pg-main-lan')] })],
    },
    { name: 'no additional Service', objects: [clusterRow()] },
  ],
  invalid: [
    {
      name: 'the name of an own Service',
      objects: [withServices({ additional: [service('pg-main-lan'), service('pg-main-rw')] })],
      findings: [
        {
          at: 'spec.managed.services.additional[1].serviceTemplate.metadata.name',
          got: 'pg-main-rw, which is reserved',
        },
      ],
    },
    {
      name: 'one name twice, and the Service for writers disabled',
      objects: [
        withServices({
          disabledDefaultServices: ['rw'],
          additional: [service('pg-main-lan'), service('pg-main-lan')],
        }),
      ],
      findings: [
        {
          at: 'spec.managed.services.additional[1].serviceTemplate.metadata.name',
          got: 'pg-main-lan, for the second time',
        },
        { at: 'spec.managed.services.disabledDefaultServices[0]', got: 'rw' },
      ],
    },
  ],
});

function writersDisabled(manifest: Manifest): Violation[] {
  return fieldsAt(manifest, 'spec.managed.services.disabledDefaultServices[]')
    .filter(({ value }) => value === 'rw')
    .map(({ at }) => ({ at, got: 'rw', expected: 'ro or r' }));
}

function takenNames(manifest: Manifest): Violation[] {
  const reserved = new Set(reservedServiceNames(manifest.metadata.name));
  const names = fieldsAt(manifest, 'spec.managed.services.additional[].serviceTemplate.metadata.name');
  const seen = new Set<unknown>();
  return names.flatMap(({ at, value }) => {
    const taken = reserved.has(String(value)) ? 'which is reserved' : 'for the second time';
    const repeated = seen.has(value);
    seen.add(value);
    return reserved.has(String(value)) || repeated
      ? [{ at, got: `${String(value)}, ${taken}`, expected: 'a name that nothing else of the Cluster has' }]
      : [];
  });
}
