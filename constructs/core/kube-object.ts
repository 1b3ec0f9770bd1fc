import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

/** The shape that every generated interface has. */
export interface KubeManifest {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A manifest of kind `T`, whose metadata is completed by the chart (namespace, labels). */
export type ManifestOf<T extends KubeManifest> = Omit<T, 'metadata'> & { readonly metadata: ApiObjectMetadata };

/**
 * Defines a Kubernetes object with the type of its kind, and nothing at run time but an `ApiObject`.
 *
 * @example kubeObject<Cluster>(this, 'Resource', { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', ... })
 */
export function kubeObject<T extends KubeManifest>(scope: Construct, id: string, manifest: ManifestOf<T>): ApiObject {
  return new ApiObject(scope, id, manifest);
}
