import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { HostObject, Manifest, Rendered } from '../../constructs/model';
import { isHostResource } from '../../constructs/model/host-plane';
import { literalSecrets } from '../../guardrails/engine/secrets';
import { MAX_DEPTH } from '../yaml';
import { isPlain } from './plain-copy';

/**
 * Secrets in clear of trees that are not rendered: the error that ended them may quote one. Never throws; what cannot be
 * read is left out.
 */
export function secretsInTrees(roots: readonly IConstruct[]): readonly string[] {
  return roots.flatMap((root) => orNone(() => root.node.findAll())).flatMap(secretsInConstruct);
}

/** Secrets in clear of one construct that cannot be rendered. Never throws. */
export function secretsInConstruct(construct: IConstruct): readonly string[] {
  return orNone(() => {
    const object = asGiven(construct);
    return object === undefined ? [] : literalSecrets(object).map(({ value }) => value);
  });
}

function orNone<T>(read: () => readonly T[]): readonly T[] {
  try {
    return read();
  } catch {
    return [];
  }
}

/** What a construct was given, whatever else may be wrong with it. */
function asGiven(construct: IConstruct): Rendered | undefined {
  const where = construct.node.path;
  if (ApiObject.isApiObject(construct)) {
    const { props } = construct as unknown as { readonly props: object };
    const manifest = plainPartsOf({ ...props, apiVersion: construct.apiVersion, kind: construct.kind }) as Manifest;
    return { plane: 'kubernetes', cluster: '', app: '', where, manifest };
  }
  if (isHostResource(construct)) {
    const { type, inputs } = construct as unknown as Pick<HostObject, 'type' | 'inputs'>;
    const plain = plainPartsOf(inputs) as HostObject['inputs'];
    return { plane: 'host', stack: '', where, type, name: '', inputs: plain, dependsOn: [], options: {} };
  }
  return undefined;
}

/** A copy without what is no plain data, without cycles, and no deeper than what can be written. */
function plainPartsOf(value: unknown, seen = new Set<object>(), depth = 0): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (seen.has(value) || depth > MAX_DEPTH || !(Array.isArray(value) || isPlain(value))) {
    return undefined;
  }
  seen.add(value);
  const copy = (member: unknown): unknown => plainPartsOf(member, seen, depth + 1);
  return Array.isArray(value)
    ? value.map(copy)
    : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
}
