import type { Port } from '../port';
import { valuesOf, type Keyed } from './keyed';

/** A host of the site under a name inside a cluster. */
export interface HostServiceInput<H extends string = string, C extends string = string> {
  /**
   * Name of the Service. Give one where two clusters each have a Service of the same name.
   *
   * @default - the key
   */
  readonly name?: string;
  /** Key of the cluster. */
  readonly cluster: C;
  /** Namespace of the Service. */
  readonly namespace: string;
  /** Key of the host. */
  readonly host: H;
  /** Ports on which the host listens. */
  readonly ports: readonly Port[];
}

/** A host of the site as a Service of a cluster. */
export interface HostService extends HostServiceInput {
  /** Key in the site. */
  readonly key: string;
  readonly name: string;
}

/** Hosts as Services, in the order in which they were written. */
export function hostServicesOf(services: Keyed<HostServiceInput> | undefined): readonly HostService[] {
  return valuesOf(services, (service, key) => ({ name: key, ...service, key }));
}
