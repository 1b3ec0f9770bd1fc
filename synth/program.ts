import type { App } from 'cdk8s';
import type { RootConstruct } from 'constructs';
import type { Cluster, Site, SiteInput } from '../constructs/model';

/** One chart of a cluster: what becomes one GitOps application. */
export interface ChartBuilder {
  /** Name of the application; also the id of the chart and the folder of its manifests. */
  readonly app: string;
  /** Creates the chart. What it throws ends this chart only. */
  build(app: App): void;
}

/** One host stack: what becomes one Pulumi stack. */
export interface StackBuilder {
  /** Name of the Pulumi stack. */
  readonly stack: string;
  /** Creates the stack's tree. What it throws ends this stack only. */
  build(): RootConstruct;
}

/** A site with everything that is composed from it. */
export interface Program {
  readonly site: SiteInput;
  /** Charts of a cluster, in the order in which they are built. */
  charts(site: Site, cluster: Cluster): readonly ChartBuilder[];
  /** Host stacks of the site. */
  stacks(site: Site): readonly StackBuilder[];
}
