import { parseQuantity, toBytes } from '../../constructs/model/quantity';
import type { Parsed } from '../../constructs/model/parsed';
import { memorySettingOf } from '../../constructs/postgres/settings/derived';
import type { Cluster } from '../../imports/postgresql.cnpg.io/v1';

/** Path of the setting in a Cluster. */
export const SHARED_BUFFERS = 'spec.postgresql.parameters.shared_buffers';

/** The setting, and the memory that it must fit into. */
export interface SharedBuffers {
  /** As it is written. */
  readonly text: string;
  /** Bytes. */
  readonly buffers: Parsed<bigint>;
  /** Memory of an instance in bytes; undefined where there is none to compare with. */
  readonly memory: bigint | undefined;
}

/** `shared_buffers` of a Cluster; undefined where it is left to PostgreSQL. */
export function sharedBuffers({ spec: { postgresql, resources } }: Cluster): SharedBuffers | undefined {
  const text = postgresql?.parameters?.['shared_buffers'];
  const memory = parseQuantity(resources?.requests?.['memory'] ?? resources?.limits?.['memory']);
  return text === undefined
    ? undefined
    : { text, buffers: memorySettingOf(text), memory: memory.ok ? toBytes(memory.value) : undefined };
}
