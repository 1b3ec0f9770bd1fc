import type { Manifest } from '../../constructs/model';
import { clusterView } from '../../constructs/postgres/cluster-view/derived';
import { valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

/** The budget of the primary demands that one is available; a single instance is the primary. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'warning',
  summary: 'a Cluster with one instance has no disruption budget',
  why: '`kubectl drain` of its node waits for ever: node upgrades and reboots hang',
  fix: 'set enablePDB: false, or run two instances or more',
  waive: 'when a drain shall stop there, so that somebody moves the database by hand',
  source: 'https://cloudnative-pg.io/documentation/current/kubernetes_upgrade/',
  check(manifest) {
    const { instances, enablePDB } = clusterView(manifest);
    const written = valueAt(manifest, ['spec', 'enablePDB']) === true;
    return instances === 1 && enablePDB
      ? [{ at: 'spec.enablePDB', got: written ? 'true' : 'nothing, which means true', expected: 'false' }]
      : [];
  },
  valid: [
    { name: 'one instance without a budget', objects: [clusterRow({ instances: 1, enablePDB: false })] },
    { name: 'three instances with one', objects: [clusterRow({ enablePDB: true })] },
  ],
  invalid: [
    {
      name: 'one instance, and the default',
      objects: [clusterRow({ instances: 1 })],
      findings: [{ at: 'spec.enablePDB', got: 'nothing, which means true' }],
    },
    {
      name: 'no number of instances, which means one',
      objects: [clusterRow({ instances: undefined, enablePDB: true })],
      findings: [{ at: 'spec.enablePDB', got: 'true' }],
    },
  ],
});
