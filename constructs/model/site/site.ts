import type { FailureDomain } from '../failure-domain';
import { SpecError } from '../finding';
import { clustersOf, type Cluster } from './cluster';
import { databasesOf, type Database } from './database';
import { hostsOf, type Host, type HostInput } from './host';
import { hostServicesOf, type HostService } from './host-service';
import type { SiteInput } from './input';
import { nfsVolumesOf, type SiteNfsVolume } from './nfs-volume';
import { networksOf, type Network } from './network';
import { pgAdminsOf, type SitePgAdmin } from './pg-admin';
import { pveBackupsOf, type PveBackup } from './pve';
import { siteSecretsOf, type SiteSecret } from './secret';

/**
 * A site with every default and every derived value, and look-ups that name the mistake.
 *
 * It is pure data: the same input gives the same site, and nothing in it changes.
 */
export class Site {
  public readonly name: string;
  public readonly failureDomains: ReadonlyMap<string, FailureDomain>;
  public readonly networks: ReadonlyMap<string, Network>;
  public readonly hosts: ReadonlyMap<string, Host>;
  public readonly clusters: ReadonlyMap<string, Cluster>;
  public readonly databases: readonly Database[];
  public readonly hostServices: readonly HostService[];
  public readonly nfsVolumes: readonly SiteNfsVolume[];
  public readonly pgAdmins: readonly SitePgAdmin[];
  public readonly pveBackups: readonly PveBackup[];
  public readonly secrets: readonly SiteSecret[];

  constructor(
    /** What the owner wrote. */
    public readonly input: SiteInput,
    /** What is read of it: `resolve` and `unresolved` know. */
    read: SiteInput = input,
  ) {
    this.name = read.name;
    this.failureDomains = new Map(Object.entries(read.failureDomains));
    this.networks = networksOf(read.networks);
    this.hosts = hostsOf(read.hosts, read.domain);
    this.clusters = clustersOf(read.clusters);
    this.databases = databasesOf(read.databases);
    this.hostServices = hostServicesOf(read.hostServices);
    this.nfsVolumes = nfsVolumesOf(read.nfsVolumes);
    this.pgAdmins = pgAdminsOf(read.pgAdmins);
    this.pveBackups = pveBackupsOf(read.pve?.backups);
    this.secrets = siteSecretsOf(read.secrets);
  }

  /** @throws SpecError `site/unknown-reference` if there is no such cluster. */
  public cluster(key: string, at = 'clusters'): Cluster {
    return this.lookup(this.clusters, key, { what: 'a cluster', at });
  }

  /** @throws SpecError `site/unknown-reference` if there is no such host. */
  public host(key: string, at = 'hosts'): Host {
    return this.lookup(this.hosts, key, { what: 'a host', at });
  }

  /** @throws SpecError `site/unknown-reference` if there is no such database. */
  public database(key: string, at = 'databases'): Database {
    const byKey = new Map(this.databases.map((database) => [database.key, database]));
    return this.lookup(byKey, key, { what: 'a database', at });
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
