import { LARGEST_SEED, readArguments, UsageError, wholeNumber } from '../scripts/command-line';

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

const COMMAND_LINE = {
  usage: `npm run bench [-- OPTIONS], npm run bench:peers [-- OPTIONS]

Measures the goals, as ratios of what is run in turn; see docs/performance.md. Progress goes to stderr, a table to stdout.
  --check     ends with 1 if a goal is missed; the last line has the ratios
  --explain   prints what each row measures, and measures nothing
  --rows LIST measures some rows only: 1,4
  --quick     tiny sizes: a smoke run, in which only counts are held against goals
  --seed S    of the order in which things are run, 0 or more (default 1)
  --record    writes the results to bench/ and docs/performance.md
`,
  options: {
    check: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rows: { type: 'string' },
    seed: { type: 'string', default: '1' },
    record: { type: 'boolean', default: false },
  },
} as const;

/**
 * Reads the command line.
 *
 * @param known ids of the rows that there are
 * @returns undefined if only help was asked for, and has been printed
 * @throws UsageError
 */
export function argumentsOf(argv: readonly string[], known: readonly number[]): Arguments | undefined {
  const values = readArguments(COMMAND_LINE, argv);
  if (values === undefined) {
    return undefined;
  }
  const rows = values.rows === undefined ? [] : values.rows.split(',').map((id) => rowOf(id, known));
  if (values.record && (rows.length > 0 || values.quick)) {
    throw new UsageError('--record: only a complete run is recorded, without --rows and --quick');
  }
  return {
    check: values.check,
    explain: values.explain,
    quick: values.quick,
    rows: rows.length === 0 ? known : known.filter((id) => rows.includes(id)),
    seed: wholeNumber('seed', values.seed, { most: LARGEST_SEED }),
    record: values.record,
  };
}

function rowOf(text: string, known: readonly number[]): number {
  const id = known.find((candidate) => `${candidate}` === text.trim());
  if (id === undefined) {
    throw new UsageError(`--rows ${JSON.stringify(text)}: there are the rows ${known.join(', ')}`);
  }
  return id;
}
