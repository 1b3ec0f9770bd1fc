import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Arguments {
  /** Whether a goal that is missed ends the command with 1. */
  readonly check: boolean;
  /** Whether only the definitions are printed. */
  readonly explain: boolean;
  /** Whether tiny sizes are enough: a smoke run. */
  readonly quick: boolean;
  /** Ids of the rows to measure; all of them where none is named. */
  readonly rows: readonly number[];
  /** Of the order of the arms. */
  readonly seed: number;
  /** Whether the results are written to bench/ and into docs/performance.md; only of all rows in full. */
  readonly record: boolean;
}

/**
 * Reads the command line.
 *
 * @param known ids of the rows that there are
 * @throws Error with a text for the user
 */
export function argumentsOf(argv: readonly string[], known: readonly number[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      check: { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      rows: { type: 'string' },
      seed: { type: 'string', default: '1' },
      record: { type: 'boolean', default: false },
    },
  });
  const rows = values.rows === undefined ? [] : values.rows.split(',').map((id) => rowOf(id, known));
  if (values.record && (rows.length > 0 || values.quick)) {
    throw new Error('--record: only a complete run is recorded, without --rows and --quick');
  }
  return {
    check: values.check,
    explain: values.explain,
    quick: values.quick,
    rows: rows.length === 0 ? known : known.filter((id) => rows.includes(id)),
    seed: seedOf(values.seed),
    record: values.record,
  };
}

function rowOf(text: string, known: readonly number[]): number {
  const id = known.find((candidate) => `${candidate}` === text.trim());
  if (id === undefined) {
    throw new Error(`--rows ${JSON.stringify(text)}: there are the rows ${known.join(', ')}`);
  }
  return id;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new Error(`--seed ${JSON.stringify(text)}: expected an integer from 0 to 4294967295`);
  }
  return seed;
}
