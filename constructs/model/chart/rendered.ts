import type { Manifest } from '../bundle';
import type { VersionSource } from '../versions';

/** What a chart renders, as `npm run charts` draws it: names, types and limits, without commands, scripts and texts. */
export interface RenderedChart {
  readonly chart: {
    readonly name: string;
    readonly version: string;
    /** Version of the application, without a leading `v`. */
    readonly app: string;
  };
  /** Version of Kubernetes that the chart was told. */
  readonly kubernetes: string;
  /** Where the chart and its subcharts were read. */
  readonly sources: readonly VersionSource[];
  readonly objects: readonly RenderedObject[];
}

/** An object of a rendered chart. */
export interface RenderedObject {
  /** Template that makes it, in the chart. */
  readonly source: string;
  /** With `{ $value: path }` where a value of the chart stands. */
  readonly manifest: Manifest;
  /**
   * Keys of a ConfigMap or Secret.
   *
   * @default - another kind
   */
  readonly keys?: readonly string[];
  /**
   * Size of a CustomResourceDefinition as JSON, in bytes.
   *
   * @default - another kind
   */
  readonly bytes?: number;
}

/** Marks the place of a value in a rendered object. */
export const VALUE_MARK = '$value';
