import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as core from '../../imports/core/v1';
import type { PodSecurityLevel } from '../model/pod-security';
import { kubeObject } from './kube-object';
import { NEVER_PRUNED } from './protection';

/** Settings of a {@link Namespace}. */
export interface NamespaceProps {
  /**
   * Name of the namespace.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Level that pods must keep.
   *
   * @default 'restricted'
   */
  readonly podSecurity?: PodSecurityLevel;
  /** Minor version of Kubernetes whose definition of the level counts: `1.35`. A newer one may refuse pods that run. */
  readonly kubernetes: string;
}

/**
 * Defines a namespace with a Pod Security level. Argo CD never deletes it: that would delete what others put there.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export class Namespace extends Construct {
  public readonly name: string;
  private readonly resource: ApiObject;

  constructor(scope: Construct, id: string, { name = id, podSecurity = 'restricted', kubernetes }: NamespaceProps) {
    super(scope, id);
    this.name = name;
    this.resource = kubeObject<core.Namespace>(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          'pod-security.kubernetes.io/enforce': podSecurity,
          'pod-security.kubernetes.io/enforce-version': `v${kubernetes}`,
          // Enforcement sees pods only; the warning also meets whoever applies a Deployment.
          'pod-security.kubernetes.io/warn': podSecurity,
          'pod-security.kubernetes.io/warn-version': `v${kubernetes}`,
        },
        annotations: NEVER_PRUNED,
      },
    });
  }
  /** Orders a construct after the namespace, also one that stands inside it. */
  public precede(construct: Construct): void {
    construct.node.addDependency(this.resource);
  }
}
