import { parsed, refused, type Parsed } from '../../model/parsed';
import { quoted } from '../../model/text';
import { reservedServiceNames } from '../derived';

/** Whether a name says which Cluster the object belongs to: the Cluster's name stands in it, between hyphens or dots. */
export function namesCluster(name: string, cluster: string): boolean {
  return cluster !== '' && `-${name.replaceAll('.', '-')}-`.includes(`-${cluster.replaceAll('.', '-')}-`);
}

/**
 * The name of an object that belongs to a Cluster. Which Cluster that is cannot be changed: an object that moves to
 * another one needs another name, and gets it where the name says so.
 */
export function dependentName(name: string, cluster: string): Parsed<string> {
  return namesCluster(name, cluster)
    ? parsed(name)
    : refused({ got: quoted(name), expected: `a name with ${cluster} in it`, fix: `write ${cluster}-${name}` });
}

/** The same for a Pooler, whose Service and ServiceAccount have its name: those of the Cluster are taken. */
export function poolerName(name: string, cluster: string): Parsed<string> {
  return name === cluster || reservedServiceNames(cluster).includes(name)
    ? refused({
        got: `${quoted(name)}, which the Cluster takes for itself`,
        expected: 'a name of its own',
        fix: `write ${cluster}-pooler-rw, or the like`,
      })
    : dependentName(name, cluster);
}
