import { parseQuantity, toBytes } from '../../constructs/model/quantity';
import type { Parsed } from '../../constructs/model/parsed';
import { memorySettingOf } from '../../constructs/postgres/settings/derived';
import type { Cluster } from '../../imports/postgresql.cnpg.io/v1';
import { recordOf, textOf } from './fields';

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
  /** Whether huge pages of one size hold it: then it takes nothing from the memory. */
  readonly inHugePages: boolean;
}

/** `shared_buffers` of a Cluster; undefined where it is left to PostgreSQL, or no text: that is for the schema to tell. */
export function sharedBuffers({ spec: { postgresql, resources } }: Cluster): SharedBuffers | undefined {
  const text = textOf(recordOf(postgresql?.parameters)['shared_buffers']);
  if (text === undefined) {
    return undefined;
  }
  const buffers = memorySettingOf(text);
  const requests = recordOf(resources?.requests);
  const limits = recordOf(resources?.limits);
  const memory = bytesOf(requests['memory'] ?? limits['memory']);
  const inHugePages = buffers.ok && hugePagesOf({ ...limits, ...requests }).some((size) => buffers.value <= size);
  return { text, buffers, memory, inHugePages };
}

/**
 * Pages of each size, in bytes; what is requested goes before the limit.
 *
 * @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/webhook/v1/cluster_webhook.go hasEnoughMemoryForSharedBuffers
 */
function hugePagesOf(amounts: Readonly<Record<string, unknown>>): readonly bigint[] {
  return Object.entries(amounts).flatMap(([name, amount]) =>
    name.startsWith('hugepages-') ? (bytesOf(amount) ?? []) : [],
  );
}

function bytesOf(amount: unknown): bigint | undefined {
  const quantity = parseQuantity(amount);
  return quantity.ok ? toBytes(quantity.value) : undefined;
}
