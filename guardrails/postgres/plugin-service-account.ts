import type { Manifest } from '../../constructs/model';
import { barmanStoresOf, referredStores } from '../../constructs/postgres/barman-stores/derived';
import { clusterView } from '../../constructs/postgres/cluster-view/derived';
import { fieldsAt, textOf, valueAt } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';
import { ARCHIVER } from './rows/backup';
import { clusterRow } from './rows/cluster';

const binding = (subject: string): Manifest => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'shared-barman-cloud', namespace: 'databases' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'pg-main-barman-cloud' },
  subjects: [{ kind: 'ServiceAccount', name: subject, namespace: 'databases' }],
});

/** The plugin binds its Role to the account that the operator would have made. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'a Cluster with the Barman Cloud plugin has the ServiceAccount that the plugin gives rights to',
  why: 'the plugin binds its Role to the account with the name of the Cluster: under another one the sidecar may read neither the store nor its Secret, and no WAL is archived',
  fix: 'leave serviceAccountName out, or bind the Role <cluster>-barman-cloud to that account as well',
  waive: 'when the account has the rights by a binding that is not in this repository',
  source: 'https://github.com/cloudnative-pg/plugin-barman-cloud/blob/v0.14.0/internal/cnpgi/operator/specs/role.go',
  check(manifest, index) {
    const { name, serviceAccountName: account = name } = clusterView(manifest);
    return account === name ||
      referredStores(barmanStoresOf(manifest)).length === 0 ||
      isBound(manifest, account, index)
      ? []
      : [{ at: 'spec.serviceAccountName', got: account, expected: `${name}, which the plugin binds its Role to` }];
  },
  valid: [
    { name: 'the account that the operator makes', objects: [clusterRow({ plugins: [ARCHIVER] })] },
    { name: 'another account, and no plugin', objects: [clusterRow({ serviceAccountName: 'shared' })] },
    {
      name: 'another account that is bound too',
      objects: [clusterRow({ plugins: [ARCHIVER], serviceAccountName: 'shared' }), binding('shared')],
    },
  ],
  invalid: [
    {
      name: 'another account',
      objects: [clusterRow({ plugins: [ARCHIVER], serviceAccountName: 'shared' })],
      findings: [{ at: 'spec.serviceAccountName', got: 'shared' }],
    },
    {
      name: 'a binding of somebody else',
      objects: [clusterRow({ plugins: [ARCHIVER], serviceAccountName: 'shared' }), binding('other')],
      findings: [{ at: 'spec.serviceAccountName', got: 'shared' }],
    },
  ],
});

function isBound({ metadata }: Manifest, account: string, index: ObjectIndex): boolean {
  return index
    .ofKind('rbac.authorization.k8s.io/RoleBinding')
    .some(
      ({ manifest }) =>
        manifest.metadata.namespace === metadata.namespace &&
        textOf(valueAt(manifest, ['roleRef', 'name'])) === `${metadata.name}-barman-cloud` &&
        fieldsAt(manifest, 'subjects[].name').some(({ value }) => value === account),
    );
}
