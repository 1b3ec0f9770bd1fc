import type { Manifest, Violation } from '../../constructs/model';
import { NO_PROVISIONER } from '../../constructs/storage/classes/derived';
import { LONGHORN_DRIVER } from '../../constructs/storage/longhorn/classes/derived';
import { textOf } from './fields';
import type { ObjectIndex } from './object-index';

export const CSI_DRIVER = 'storage.k8s.io/CSIDriver';

/** A driver that a class names and that is not here. */
export interface MissingDriver {
  readonly at: 'provisioner' | 'driver';
  readonly name: string;
  /** Names of those that are here. */
  readonly installed: readonly string[];
  /** The one that was likely meant. */
  readonly meant: string | undefined;
  /** Whether it can be nothing but a CSI driver; other provisioners come without a CSIDriver. */
  readonly isDriver: boolean;
}

/** The driver of a class of volumes or snapshots, where it is not here. */
export function missingDrivers({ kind, provisioner, driver }: Manifest, index: ObjectIndex): readonly MissingDriver[] {
  const at = kind === 'StorageClass' ? 'provisioner' : 'driver';
  const name = textOf(at === 'driver' ? driver : provisioner);
  // What is not here may be in a part that ended with an error.
  if (index.incomplete || name === undefined || name === NO_PROVISIONER || index.exists(CSI_DRIVER, name)) {
    return [];
  }
  const here = [
    ...index.ofKind(CSI_DRIVER).map(({ manifest }) => manifest.metadata),
    ...index.derivedOfKind(CSI_DRIVER),
  ];
  const installed = here.map((one) => one.name);
  const meant = index.closest(name, () => installed);
  const isDriver = at === 'driver' || meant !== undefined || isKnownDriver(name);
  return [{ at, name, installed, meant, isDriver }];
}

/**
 * Longhorn's; what calls itself a CSI driver, as `nfs.csi.k8s.io` does; and what was in the tree of Kubernetes, where drivers
 * have taken its place.
 */
function isKnownDriver(name: string): boolean {
  return name === LONGHORN_DRIVER || /(?:^|[.-])csi(?:[.-]|$)/.test(name) || name.startsWith('kubernetes.io/');
}

/** A driver that is not here, as a finding. */
export function violationOf({ at, name, installed, meant }: MissingDriver): Violation {
  return {
    at,
    got: name,
    expected: `a driver that is installed: ${installed.join(', ') || 'there is none'}`,
    ...(meant === undefined ? {} : { fix: `write ${meant}` }),
  };
}
