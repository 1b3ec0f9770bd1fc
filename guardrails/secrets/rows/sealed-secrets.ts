import type { Manifest } from '../../../constructs/model';
import { SEALED_VALUE } from '../../engine/sealed-example';

/** A SealedSecret of a row: its own annotations, and what else its spec holds. */
export function sealedSecret(
  spec: Readonly<Record<string, unknown>> = {},
  annotations?: Readonly<Record<string, string>>,
): Manifest {
  return {
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: {
      name: 'grafana-admin',
      namespace: 'monitoring',
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: { encryptedData: { 'admin-password': SEALED_VALUE }, ...spec },
  };
}

/** A template with annotations. */
export function templateWith(annotations: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return { template: { metadata: { annotations } } };
}

/**
 * Object storage credentials as Velero wants them, the ones that article 04 seals, before anybody has sealed them.
 */
export const VELERO_IN_CLEAR = '[default]\naws_access_key_id=not-a-real-id\naws_secret_access_key=not-a-real-key\n';
