import { Construct } from 'constructs';
import { Certificate } from '../../certificates';
import { SpecError } from '../../model';
import { boundedName } from '../../model/dns-name';
import { quoted } from '../../model/text';
import { SUBDOMAIN } from '../../model/name-rule';
import { gatewayObject, type ReadListener } from './gateway-object';
import { parseListenerHost } from './inputs';
import type { CertificateSource, GatewayReference } from './route-props';

/** A host that a {@link TraefikGateway} answers to. */
export interface GatewayListener {
  /** Name of DNS, or all names below a domain: `*.example.internal`. */
  readonly host: string;
  readonly tls: CertificateSource;
}

/** Settings of a {@link TraefikGateway}. */
export interface TraefikGatewayProps {
  readonly namespace: string;
  /**
   * Name of the Gateway.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /** One or more hosts. */
  readonly listeners: readonly GatewayListener[];
  /**
   * Namespaces whose routes may use it: `Same` is its own, with `All` anybody who may write a route takes a name of its hosts.
   *
   * @default 'Same'
   */
  readonly routesFrom?: 'Same' | 'All';
}

/**
 * Defines a Gateway of Traefik that several routes share, with a certificate for each of its hosts. A route of its own needs
 * none: it brings its Gateway.
 *
 * @throws SpecError `ingress/gateway-listeners` if there are no hosts, one of them twice, or one that is no name of DNS; if a
 * route asks for a listener of another host.
 * @see https://gateway-api.sigs.k8s.io/api-types/gateway/
 */
export class TraefikGateway extends Construct {
  public readonly name: string;
  public readonly namespace: string;
  private readonly hosts: readonly string[];

  constructor(
    scope: Construct,
    id: string,
    { namespace, name = id, listeners, routesFrom = 'Same' }: TraefikGatewayProps,
  ) {
    super(scope, id);
    this.name = name;
    this.namespace = namespace;
    this.hosts = listeners.map(({ host }) => host);
    this.judge(listeners);
    const read = listeners.map(({ host, tls }): ReadListener => {
      const listener = listenerName(host);
      return { name: listener, host, secretName: this.secretName(listener, host, tls) };
    });
    gatewayObject(this, 'Resource', { name, namespace, listeners: read, from: routesFrom, annotations: {} });
  }

  /**
   * The Gateway as a route names it: `tls: { gateway: gateway.listenerOf('*.example.internal') }`.
   *
   * @throws SpecError `ingress/gateway-listeners` if no listener was given this host, in this spelling.
   */
  public listenerOf(host: string): GatewayReference {
    if (!this.hosts.includes(host)) {
      const expected = `a host of the listeners: ${this.hosts.join(', ')}`;
      throw new SpecError(this, 'ingress/gateway-listeners', { at: 'listenerOf', got: quoted(host), expected });
    }
    return { name: this.name, namespace: this.namespace, listener: listenerName(host) };
  }

  private secretName(listener: string, host: string, tls: CertificateSource): string {
    if ('secretName' in tls) {
      return tls.secretName;
    }
    const name = boundedName([this.name, listener, 'tls'], SUBDOMAIN);
    new Certificate(this, `certificate-${listener}`, {
      name,
      namespace: this.namespace,
      dnsNames: [host],
      issuer: tls.issuer,
    });
    return name;
  }

  private judge(listeners: readonly GatewayListener[]): void {
    const refuse = (at: string, fault: { got: string; expected: string; fix?: string }): never => {
      throw new SpecError(this, 'ingress/gateway-listeners', { at, ...fault });
    };
    if (listeners.length === 0) {
      refuse('props.listeners', { got: 'an empty list', expected: 'one or more hosts' });
    }
    listeners.forEach(({ host }, index) => {
      const at = `props.listeners[${index}].host`;
      const outcome = parseListenerHost(host);
      if (!outcome.ok) {
        refuse(at, outcome.fault);
      }
      if (listeners.findIndex((other) => listenerName(other.host) === listenerName(host)) !== index) {
        refuse(at, { got: `${host}, once more`, expected: 'each host once' });
      }
    });
  }
}

/** Name of the listener of a host: the host itself, without the star that no name may have. */
function listenerName(host: string): string {
  return host.replace(/^\*\./, 'any.');
}
