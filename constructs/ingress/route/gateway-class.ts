import { Construct } from 'constructs';
import type { GatewayClass } from '../../../imports/gateway.networking.k8s.io/v1';
import { kubeObject } from '../../core/kube-object';
import { GATEWAY_CLASS } from './derived';

/**
 * Defines the GatewayClass by which a Gateway is Traefik's: once in a cluster with routes of the form `gateway`. The chart of
 * Traefik does not make it, since it could then not be installed without the definitions of the Gateway API.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gatewayclass/
 */
export class TraefikGatewayClass extends Construct {
  public readonly name: string = GATEWAY_CLASS.name;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    kubeObject<GatewayClass>(this, 'Resource', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: GATEWAY_CLASS.name },
      spec: { controllerName: GATEWAY_CLASS.controllerName },
    });
  }
}
