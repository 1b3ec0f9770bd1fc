/** Name of the IngressClass that Traefik's chart makes. */
export const INGRESS_CLASS = 'traefik';

/** What an IngressClass of Traefik says in `spec.controller`. */
export const INGRESS_CONTROLLER = 'traefik.io/ingress-controller';

/** Name of the GatewayClass of this project, and what it says in `spec.controllerName`. */
export const GATEWAY_CLASS = { name: 'traefik', controllerName: 'traefik.io/gateway-controller' } as const;

/**
 * Kinds of the Gateway API that Traefik waits for at its start, by their plural. Where the definition of one is missing it reads
 * no Gateway at all, and everything else as before. The standard channel has them all since version 1.5.
 *
 * @see https://github.com/traefik/traefik/blob/v3.7.9/pkg/provider/kubernetes/gateway/client.go WatchAll
 */
export const GATEWAY_KINDS: ReadonlyMap<string, string> = new Map([
  ['backendtlspolicies', 'BackendTLSPolicy'],
  ['gatewayclasses', 'GatewayClass'],
  ['gateways', 'Gateway'],
  ['grpcroutes', 'GRPCRoute'],
  ['httproutes', 'HTTPRoute'],
  ['referencegrants', 'ReferenceGrant'],
  ['tlsroutes', 'TLSRoute'],
]);

/** Group of Traefik's kinds. Until version 3 it was {@link OLD_GROUP}, which nothing serves any more. */
export const TRAEFIK_GROUP = 'traefik.io';

/** @see https://doc.traefik.io/traefik/migrate/v2-to-v3-details/#kubernetes-crds-api-group-traefikcontainous */
export const OLD_GROUP = 'traefik.containo.us';

/**
 * Annotations by which an Ingress talks to Traefik.
 *
 * @see https://github.com/traefik/traefik/blob/v3.7.9/pkg/provider/kubernetes/ingress/annotations.go
 */
export const ROUTER_ANNOTATION = {
  entryPoints: 'traefik.ingress.kubernetes.io/router.entrypoints',
  middlewares: 'traefik.ingress.kubernetes.io/router.middlewares',
  tls: 'traefik.ingress.kubernetes.io/router.tls',
  certResolver: 'traefik.ingress.kubernetes.io/router.tls.certresolver',
} as const;

/** How Traefik names what it reads from custom resources, where an Ingress refers to it. */
export const CRD_PROVIDER = '@kubernetescrd';

/**
 * Name under which an Ingress finds a Middleware. Traefik writes every run of other characters than letters and digits as one
 * `-`, so two Middlewares may share a name: `a-b/c` and `a/b-c`.
 *
 * @see https://github.com/traefik/traefik/blob/v3.7.9/pkg/provider/configuration.go Normalize
 */
export function middlewareId(namespace: string, name: string): string {
  const parts = `${namespace}-${name}`.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  return `${parts.join('-')}${CRD_PROVIDER}`;
}

/**
 * Rule of a router for a host and what is at or below a path: `/api` and `/api/users`, and not `/apiary`, which Traefik's
 * `PathPrefix` alone would take.
 */
export function routerRule(host: string, path: string): string {
  const ofHost = `Host(\`${host}\`)`;
  return path === '/' ? ofHost : `${ofHost} && (Path(\`${path}\`) || PathPrefix(\`${path}/\`))`;
}

/** Parts of a rule: texts, names of matchers, and what negates and groups them. Each character is read once. */
const TOKEN = /`(?<raw>[^`]*)`?|"(?<text>(?:[^"\\]|\\.)*)"?|(?<word>\w+)|(?<mark>[!()])/g;

/** What stands between a bracket and its end. */
interface Bracket {
  readonly negated: boolean;
  readonly ofHost: boolean;
}

/**
 * Names of hosts that a rule of a router asks for, in its order, each once. Expressions (`HostRegexp`) name none, and what is
 * negated, alone or in brackets, is every other host. The names of matchers are read in any case of letters, as Traefik does.
 *
 * @see https://github.com/traefik/traefik/blob/v3.7.9/pkg/rules/parser.go
 */
export function hostsOfRule(rule: string): readonly string[] {
  const hosts = new Set<string>();
  const open: Bracket[] = [{ negated: false, ofHost: false }];
  let [word, negates] = ['', false];
  for (const { groups = {} } of rule.matchAll(TOKEN)) {
    const { mark, word: next = '', raw = '', text = raw } = groups;
    const bracket = open[open.length - 1]!;
    if (bracket.ofHost && !bracket.negated) {
      hosts.add(text.trim().toLowerCase());
    }
    nest(open, mark, { negated: bracket.negated !== negates, ofHost: word.toLowerCase() === 'host' });
    negates = mark === '!' || (negates && next !== '');
    word = next;
  }
  hosts.delete('');
  return [...hosts];
}

function nest(open: Bracket[], mark: string | undefined, bracket: Bracket): void {
  if (mark === '(') {
    open.push(bracket);
  } else if (mark === ')' && open.length > 1) {
    open.pop();
  }
}
