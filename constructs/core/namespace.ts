import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as core from '../../imports/core/v1';
import type { PodSecurityLevel } from '../model/pod-security';
import { kubeObject } from './kube-object';
import { NEVER_PRUNED } from './protection';

/** Annotation that says why a namespace may be privileged. */
const WAIVER = 'waive.rackproof/structure.pod-security-level';

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
  /**
   * Why its pods need the level `privileged`: the waiver of `structure/pod-security-level`.
   *
   * @default - none
   */
  readonly podSecurityReason?: string;
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

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    const { name = id, podSecurity = 'restricted', podSecurityReason, kubernetes } = props;
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
        annotations: {
          ...NEVER_PRUNED,
          ...(podSecurityReason === undefined ? {} : { [WAIVER]: podSecurityReason }),
        },
      },
    });
  }

  /** Orders a construct after the namespace, also one that stands inside it. */
  public precede(construct: Construct): void {
    construct.node.addDependency(this.resource);
  }
}
