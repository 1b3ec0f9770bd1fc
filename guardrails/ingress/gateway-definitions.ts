import { GATEWAY_CLASS, GATEWAY_KINDS } from '../../constructs/ingress/route/derived';
import type { External, Manifest } from '../../constructs/model';
import { CRD } from '../engine/crds';
import { recordOf } from '../engine/fields';
import type { ObjectIndex } from '../engine/object-index';
import { defineGuardrail } from '../rule';

const GROUP = 'gateway.networking.k8s.io';

/** A single definition that is missing keeps Traefik from reading any Gateway. What is used here is for structure/crd to say. */
export default defineGuardrail<Manifest>({
  kind: `${GROUP}/GatewayClass`,
  severity: 'error',
  summary: 'where Traefik serves Gateways, every definition that it waits for is installed',
  why: 'Traefik waits for all of them, also for kinds that nobody uses: until then each HTTPRoute answers 404, and only the log says why',
  fix: 'install the whole standard channel of the Gateway API at the pinned version, or declare each definition with external()',
  waive: 'when another version of Traefik asks for other kinds',
  source: 'https://github.com/traefik/traefik/blob/v3.7.9/pkg/provider/kubernetes/gateway/client.go',
  check: (object, index) =>
    recordOf(object['spec'])['controllerName'] !== GATEWAY_CLASS.controllerName || index.incomplete
      ? []
      : [...GATEWAY_KINDS]
          .filter(([plural, kind]) => isMissed(plural, kind, index))
          .map(([plural]) => violation(plural)),
  valid: [
    { name: 'the standard channel', objects: [gatewayClass()], externals: definitions([...GATEWAY_KINDS.keys()]) },
    { name: 'a class of another controller', objects: [gatewayClass('io.cilium/gateway-controller')] },
  ],
  invalid: [
    {
      name: 'the definitions that are used, and no other',
      objects: [gatewayClass()],
      externals: definitions(['gatewayclasses', 'gateways', 'grpcroutes', 'httproutes', 'referencegrants']),
      findings: [
        { at: 'spec.controllerName', got: `no definition backendtlspolicies.${GROUP}` },
        { at: 'spec.controllerName', got: `no definition tlsroutes.${GROUP}` },
      ],
    },
    {
      name: 'all but one',
      objects: [gatewayClass()],
      externals: definitions([...GATEWAY_KINDS.keys()].filter((plural) => plural !== 'referencegrants')),
      findings: [{ at: 'spec.controllerName', got: `no definition referencegrants.${GROUP}` }],
    },
  ],
});

function isMissed(plural: string, kind: string, index: ObjectIndex): boolean {
  return index.ofKind(`${GROUP}/${kind}`).length === 0 && !index.exists(CRD, `${plural}.${GROUP}`);
}

function violation(plural: string): { at: string; got: string; expected: string } {
  return {
    at: 'spec.controllerName',
    got: `no definition ${plural}.${GROUP}`,
    expected: 'the definition in the output, or external() with the reason',
  };
}

function gatewayClass(controllerName: string = GATEWAY_CLASS.controllerName): Manifest {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'GatewayClass',
    metadata: { name: 'traefik' },
    spec: { controllerName },
  };
}

function definitions(plurals: readonly string[]): readonly External[] {
  return plurals.map((plural) => ({ kind: CRD, name: `${plural}.${GROUP}`, reason: 'installed with the cluster' }));
}
