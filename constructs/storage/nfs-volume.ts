import { Construct } from 'constructs';
import type { PersistentVolume, PersistentVolumeClaim } from '../../imports/core/v1';
import { declareFlow, declareState } from '../core/declare';
import { kubeObject } from '../core/kube-object';
import { NEVER_PRUNED } from '../core/protection';
import { SpecError, type Cluster, type Site } from '../model';
import type { Fault } from '../model/parsed';
import { parseQuantity } from '../model/quantity';
import { quoted } from '../model/text';
import { nfsFlow } from './flows';

/** Who may mount a volume at a time. */
export type NfsAccessMode = 'ReadWriteMany' | 'ReadOnlyMany' | 'ReadWriteOnce';

/** Settings of an {@link NfsVolume}. */
export interface NfsVolumeProps {
  readonly site: Site;
  readonly cluster: Cluster;
  /** Key of the network-attached storage in the site. */
  readonly host: string;
  /** Absolute path that the server exports, or one below it. */
  readonly path: string;
  /** Namespace of the claim. */
  readonly namespace: string;
  /**
   * Name of the claim; the volume's is the namespace and this name.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  /** Size that volume and claim carry: `500Gi`. NFS does not keep anybody to it. */
  readonly capacity: string;
  /**
   * Access of pods.
   *
   * @default ['ReadWriteMany']
   */
  readonly accessModes?: readonly NfsAccessMode[];
  /**
   * How nodes know the server. The address needs no DNS while a node starts; the name lets the machine move, for the server
   * of a volume cannot be changed later.
   *
   * @default 'address'
   */
  readonly server?: 'address' | 'fqdn';
  /**
   * Options of `mount`, besides the version.
   *
   * @default []
   */
  readonly mountOptions?: readonly string[];
}

/** Version that needs one port and no daemon beside it, and whose locks outlive a restart of the server. */
const VERSION = 'nfsvers=4.1';

/**
 * Defines a directory of a network-attached storage as a volume, and the claim that binds to it and to nothing else: each
 * names the other, and the class is none.
 *
 * Argo CD never deletes either, and the files stay when somebody else does.
 *
 * @throws SpecError `site/unknown-reference` if the site has no such host, `site/wrong-role` if it is no `nas`.
 * @throws SpecError `storage/nfs-volume` if the path is not absolute, the capacity no amount, or an option of `mount` empty
 * or another version.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume
 */
export class NfsVolume extends Construct {
  /** Name of the claim, for pods of its namespace. */
  public readonly claimName: string;
  public readonly namespace: string;
  /** Name of the volume. */
  public readonly volumeName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NfsVolumeProps,
  ) {
    super(scope, id);
    const { name = id, namespace } = props;
    this.claimName = name;
    this.namespace = namespace;
    this.volumeName = `${namespace}-${name}`;
    this.judge();
    this.volume();
    this.claim();
    this.declare();
  }

  private judge(): void {
    const { path, capacity, mountOptions = [] } = this.props;
    this.refuse('props.path', pathFault(path));
    const amount = parseQuantity(capacity);
    this.refuse('props.capacity', amount.ok ? zeroFault(capacity, amount.value.nano) : amount.fault);
    mountOptions.forEach((option, index) => {
      this.refuse(`props.mountOptions[${index}]`, optionFault(option));
    });
  }

  private refuse(at: string, fault: Fault | undefined): void {
    if (fault !== undefined) {
      throw new SpecError(this, 'storage/nfs-volume', { at, ...fault });
    }
  }

  private volume(): void {
    const { site, host, path, capacity, mountOptions = [], server = 'address' } = this.props;
    const nas = site.hostOfRole(host, 'nas', 'props.host');
    kubeObject<PersistentVolume>(this, 'Volume', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: this.volumeName, annotations: NEVER_PRUNED },
      spec: {
        capacity: { storage: capacity },
        accessModes: this.accessModes,
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: '',
        claimRef: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          namespace: this.namespace,
          name: this.claimName,
        },
        mountOptions: [VERSION, ...mountOptions],
        nfs: { server: nas[server], path },
      },
    });
  }

  private claim(): void {
    kubeObject<PersistentVolumeClaim>(this, 'Claim', {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: this.claimName, namespace: this.namespace, annotations: NEVER_PRUNED },
      spec: {
        accessModes: this.accessModes,
        // Not left out: the cluster's default class would be written in, and nothing would ever bind.
        storageClassName: '',
        volumeName: this.volumeName,
        resources: { requests: { storage: this.props.capacity } },
      },
    });
  }

  private get accessModes(): readonly NfsAccessMode[] {
    return this.props.accessModes ?? ['ReadWriteMany'];
  }

  private declare(): void {
    const { site, cluster, host, path } = this.props;
    declareFlow(this, nfsFlow(cluster.key, host));
    declareState(this, {
      id: `${cluster.key}/${this.namespace}/${this.claimName}`,
      kind: 'persistentVolume',
      failureDomains: site.failureDomainsOf(host),
      description: `NFS volume ${this.namespace}/${this.claimName}, ${path} of ${host}`,
    });
  }
}

function pathFault(path: string): Fault | undefined {
  const steps = path.split('/').slice(1);
  return path.startsWith('/') && !steps.includes('..')
    ? undefined
    : { got: quoted(path), expected: 'an absolute path without ".."' };
}

function zeroFault(capacity: string, nano: bigint): Fault | undefined {
  return nano > 0n ? undefined : { got: quoted(capacity), expected: 'an amount above 0' };
}

function optionFault(option: string): Fault | undefined {
  if (!/^[^\s,]+$/.test(option)) {
    return { got: quoted(option), expected: 'one option, without commas and blanks' };
  }
  // `v4.2` is a version too: mount.nfs knows it by more than one name.
  return /^(?:nfs)?vers=|^minorversion=|^v[0-9.]+$/.test(option)
    ? { got: quoted(option), expected: `no version of NFS: it is always ${VERSION}` }
    : undefined;
}
