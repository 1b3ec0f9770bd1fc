import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PlacedViolation, Violation } from '../../constructs/model';

/** A violation of a construct; `prefix` stands before its path. */
export function placed(rule: string, construct: IConstruct, prefix: string, violation: Violation): PlacedViolation {
  const object = ApiObject.isApiObject(construct) ? titleOf(construct) : '';
  return { rule, where: whereOf(prefix, construct), object, violation };
}

/** Place of a construct; the root of a tree without a name of its own is the prefix itself. */
export function whereOf(prefix: string, { node: { path } }: IConstruct): string {
  return path === '' ? prefix.replace(/\/$/, '') : `${prefix}${path}`;
}

/** The object as the field names it. */
function titleOf({ kind, metadata, name }: ApiObject): string {
  return `${kind} ${[metadata.namespace, name].filter(Boolean).join('/')}`;
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : typeof error;
}
