import type { FailureDomain } from '../failure-domain';
import { SpecError } from '../finding';
import type { GitOpsInput, ClusterInput, HostServiceInput, NodeInput } from './cluster';
import type { DatabaseInput } from './database';
import type { HostInput } from './host';
import type { SiteInput } from './input';
import type { NetworkInput } from './network';
import type { PveBackupInput } from './pve';

/** A physical machine with what follows from the site. */
export type Host<R extends HostInput['role'] = HostInput['role']> = Extract<HostInput, { role: R }> & {
  readonly key: string;
  /** Name in DNS: key and domain. */
  readonly fqdn: string;
};

/** A Kubernetes node with what follows from the site. */
export interface ClusterNode extends Required<NodeInput> {
  readonly name: string;
}

/** A cluster with what follows from the site. */
export interface Cluster extends Omit<ClusterInput, 'nodes' | 'gitops'> {
  readonly key: string;
  readonly nodes: readonly ClusterNode[];
  readonly gitops: Required<GitOpsInput>;
}

/** A PostgreSQL cluster with every default in place. */
export interface Database extends DatabaseInput {
  readonly name: string;
  readonly instances: number;
  readonly database: string;
  readonly owner: string;
}

/** A host of the site as a Service of a cluster. */
export interface HostService extends HostServiceInput {
  readonly name: string;
}

/** A backup of guests. */
export interface PveBackup extends PveBackupInput {
  /** Id of the storage in Proxmox VE. */
  readonly storageId: string;
}

/** A network with its key. */
export interface Network extends NetworkInput {
  readonly key: string;
}

/** The parts of a {@link Site} that {@link resolve} computes. */
export type ResolvedSite = Pick<
  Site,
  'failureDomains' | 'networks' | 'hosts' | 'clusters' | 'databases' | 'hostServices' | 'pveBackups'
>;

/**
 * A site with every default and every derived value, and look-ups that name the mistake.
 *
 * It is pure data: the same input gives the same site, and nothing in it changes.
 */
export class Site {
  public readonly failureDomains: ReadonlyMap<string, FailureDomain>;
  public readonly networks: ReadonlyMap<string, Network>;
  public readonly hosts: ReadonlyMap<string, Host>;
  public readonly clusters: ReadonlyMap<string, Cluster>;
  public readonly databases: readonly Database[];
  public readonly hostServices: readonly HostService[];
  public readonly pveBackups: readonly PveBackup[];

  constructor(
    /** What the owner wrote. */
    public readonly input: SiteInput,
    resolved: ResolvedSite,
  ) {
    this.failureDomains = resolved.failureDomains;
    this.networks = resolved.networks;
    this.hosts = resolved.hosts;
    this.clusters = resolved.clusters;
    this.databases = resolved.databases;
    this.hostServices = resolved.hostServices;
    this.pveBackups = resolved.pveBackups;
  }

  public get name(): string {
    return this.input.name;
  }

  /** @throws SpecError `site/unknown-reference` if there is no such cluster. */
  public cluster(key: string, at = 'clusters'): Cluster {
    return this.lookup(this.clusters, key, { what: 'a cluster', at });
  }

  /** @throws SpecError `site/unknown-reference` if there is no such host. */
  public host(key: string, at = 'hosts'): Host {
    return this.lookup(this.hosts, key, { what: 'a host', at });
  }

  /**
   * A host of one role.
   *
   * @throws SpecError `site/unknown-reference` if there is no such host, `site/wrong-role` if it has another role.
   */
  public hostOfRole<R extends HostInput['role']>(key: string, role: R, at = 'hosts'): Host<R> {
    const host = this.host(key, at);
    if (host.role !== role) {
      throw new SpecError(`site ${this.name}`, 'site/wrong-role', {
        at,
        got: `${key}, which has the role ${host.role}`,
        expected: `a host with the role ${role}`,
      });
    }
    return host as Host<R>;
  }

  /** Failure domains of a host: itself, then what it stands in. */
  public failureDomainsOf(hostKey: string): readonly string[] {
    return [`host:${hostKey}`, ...this.host(hostKey).failureDomains];
  }

  private lookup<T>(from: ReadonlyMap<string, T>, key: string, { what, at }: { what: string; at: string }): T {
    const found = from.get(key);
    if (found === undefined) {
      throw new SpecError(`site ${this.name}`, 'site/unknown-reference', {
        at,
        got: JSON.stringify(key),
        expected: `${what} of the site: ${[...from.keys()].join(', ') || 'there is none'}`,
      });
    }
    return found;
  }
}
