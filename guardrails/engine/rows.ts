import { resolve, type Bundle, type HostObject, type KubeObject } from '../../constructs/model';
import type { HostRow, Row } from '../rule';
import { EXAMPLE_SITE } from './example-site';

/** Cluster, application and stack that the objects of a row stand in. */
const PLACE = { cluster: 'home', app: 'row', stack: 'row' } as const;

/** A bundle that holds the objects of one row and nothing else. */
export function bundleOfRow(row: Row): Bundle {
  return {
    site: resolve(row.site ?? EXAMPLE_SITE),
    objects: (row.objects ?? []).map((manifest, index): KubeObject => {
      const where = `${PLACE.cluster}/${PLACE.app}/${index}`;
      return { plane: 'kubernetes', cluster: PLACE.cluster, app: PLACE.app, where, manifest };
    }),
    resources: (row.resources ?? []).map(resourceOfRow),
    flows: [],
    state: [],
    externals: (row.externals ?? []).flatMap((value) =>
      [PLACE.cluster, PLACE.stack].map((tree) => ({ where: 'row', tree, value })),
    ),
    incomplete: [],
    violations: [],
  };
}

function resourceOfRow(row: HostRow): HostObject {
  return {
    plane: 'host',
    stack: PLACE.stack,
    where: `${row.stack ?? PLACE.stack}/${row.name}`,
    dependsOn: [],
    options: {},
    ...row,
  };
}
