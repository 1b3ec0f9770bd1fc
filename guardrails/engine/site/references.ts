import type { SiteInput } from '../../../constructs/model';
import { entriesOf, nodesOf, placed, type Placed } from './places';

/** What a key of the site can refer to. */
export type ReferenceTo = 'failureDomains' | 'networks' | 'hosts' | 'clusters' | 'databases';

/** A key that refers to another part of the site. */
export interface SiteReference extends Placed<string> {
  readonly to: ReferenceTo;
}

/** Every key of the site that refers to another part of it. A family that refers to something has a line here. */
export function referencesOf(site: SiteInput): SiteReference[] {
  return [
    ...hostReferences(site),
    ...clusterReferences(site),
    ...pveReferences(site),
    ...volumeReferences(site),
    ...pgAdminReferences(site),
    ...entriesOf(site.databases).flatMap(([key, { cluster, backup }]) => [
      to('clusters', ['databases', key, 'cluster'], cluster),
      ...(backup === undefined ? [] : [to('hosts', ['databases', key, 'backup', 's3'], backup.s3)]),
    ]),
    ...entriesOf(site.hostServices).flatMap(([key, { cluster, host }]) => [
      to('clusters', ['hostServices', key, 'cluster'], cluster),
      to('hosts', ['hostServices', key, 'host'], host),
    ]),
    ...entriesOf(site.secrets).map(([key, { cluster }]) => to('clusters', ['secrets', key, 'cluster'], cluster)),
  ];
}

function volumeReferences(site: SiteInput): SiteReference[] {
  return entriesOf(site.nfsVolumes).flatMap(([key, { cluster, host }]) => [
    to('clusters', ['nfsVolumes', key, 'cluster'], cluster),
    to('hosts', ['nfsVolumes', key, 'host'], host),
  ]);
}

function pgAdminReferences(site: SiteInput): SiteReference[] {
  return entriesOf(site.pgAdmins).flatMap(([key, { cluster, databases }]) => [
    to('clusters', ['pgAdmins', key, 'cluster'], cluster),
    ...databases.map((database, index) => to('databases', ['pgAdmins', key, 'databases', index], database)),
  ]);
}

function hostReferences(site: SiteInput): SiteReference[] {
  return entriesOf(site.hosts).flatMap(([key, { network, failureDomains }]) => [
    to('networks', ['hosts', key, 'network'], network),
    ...failureDomains.map((domain, index) => to('failureDomains', ['hosts', key, 'failureDomains', index], domain)),
  ]);
}

function clusterReferences(site: SiteInput): SiteReference[] {
  const clusters = entriesOf(site.clusters).flatMap(
    ([
      key,
      {
        network,
        gitops: { deliveredBy },
      },
    ]) => [
      to('networks', ['clusters', key, 'network'], network),
      ...(deliveredBy === undefined ? [] : [to('clusters', ['clusters', key, 'gitops', 'deliveredBy'], deliveredBy)]),
    ],
  );
  const nodes = nodesOf(site).flatMap(({ segments, node }) => [
    to('hosts', [...segments, 'host'], node.host),
    ...(node.network === undefined ? [] : [to('networks', [...segments, 'network'], node.network)]),
  ]);
  return [...clusters, ...nodes];
}

function pveReferences({ pve }: SiteInput): SiteReference[] {
  return pve === undefined
    ? []
    : [
        to('hosts', ['pve', 'api'], pve.api),
        ...entriesOf(pve.backups).map(([key, { pbs }]) => to('hosts', ['pve', 'backups', key, 'pbs'], pbs)),
      ];
}

function to(part: ReferenceTo, segments: readonly (string | number)[], value: string): SiteReference {
  return { ...placed(segments, value), to: part };
}
