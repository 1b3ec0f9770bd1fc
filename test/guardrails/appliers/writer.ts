import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { PlacedViolation } from '../../../constructs/model';
import { writeOutput, type WriteOutcome } from '../../../synth/writer';
import { realFileOps, type FileOps } from '../../../synth/writer/file-ops';
import { realHost } from '../../../synth/writer/host';
import { realProcesses, type Owner } from '../../../synth/writer/processes';
import { systemError } from '../../synth/fixtures/faulty-ops';
import type { Applier } from './applier';

/** What a row of a writer's rule says: a folder as it is, and what is to be written there. */
interface Scenario {
  /** Target, relative to the folder; `/`; or `the home`. */
  readonly out: string;
  /** Paths: `null` is a directory, `-> x` a link to x, any other text a file. */
  readonly before?: Readonly<Record<string, string | null>>;
  /** Files of an earlier run. */
  readonly ran?: readonly string[];
  /** Site of the earlier run. */
  readonly ranBy?: string;
  readonly files: readonly string[];
  /** Site of the run. */
  readonly owner?: string;
  readonly adopt?: boolean;
  readonly lock?: 'of the living' | 'of the dead' | 'unreadable';
  /** Operation that fails for want of space. */
  readonly fails?: 'write' | 'rename';
}

/** Rules that the writer applies. */
export const WRITER_APPLIERS: readonly [string, Applier][] = [
  ['the writer', (input: unknown): readonly PlacedViolation[] => play(input as Scenario)],
];

function play(scenario: Scenario): readonly PlacedViolation[] {
  const folder = mkdtempSync(join(tmpdir(), 'rackproof-rows-'));
  try {
    prepare(folder, scenario);
    const out = targetOf(folder, scenario.out);
    const before = process.cwd();
    process.chdir(folder);
    try {
      return violationsOf(write(scenario, out), out);
    } finally {
      process.chdir(before);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function prepare(folder: string, { before = {}, ran, ranBy, out, lock }: Scenario): void {
  for (const [path, what] of Object.entries(before)) {
    const place = join(folder, path);
    if (what === null) {
      mkdirSync(place);
    } else if (what.startsWith('-> ')) {
      symlinkSync(what.slice(3), place);
    } else {
      writeFileSync(place, what);
    }
  }
  if (ran !== undefined) {
    expect(writeOutput({ out: join(folder, out), files: ran.map(fileOf), ...ownerOf(ranBy) }).ok).toBe(true);
  }
  if (lock !== undefined) {
    mkdirSync(join(folder, out, '.rackproof'), { recursive: true });
    writeFileSync(join(folder, out, '.rackproof', lockNames()[lock]), '');
  }
}

/** Names of lock files, as another run's would be. */
function lockNames(): Readonly<Record<'of the living' | 'of the dead' | 'unreadable', string>> {
  const { self } = realProcesses();
  const name = ({ pid, thread, started, boot, namespace, machine }: Owner): string =>
    ['lock', pid, thread, started, boot, namespace, machine].join('.');
  return {
    'of the living': name({ ...self, thread: self.thread + 1000 }),
    'of the dead': name({ ...self, started: `${self.started}1` }),
    unreadable: 'lock.x',
  };
}

function targetOf(folder: string, out: string): string {
  return out === '/' ? out : out === 'the home' ? homedir() : join(folder, out);
}

function fileOf(path: string): { path: string; content: string } {
  return { path, content: `content of ${path}` };
}

function ownerOf(owner: string | undefined): { owner?: string } {
  return owner === undefined ? {} : { owner };
}

function write({ files, adopt = false, owner, fails }: Scenario, out: string): WriteOutcome {
  const host = realHost();
  const ops = fails === undefined ? host.ops : failing(fails);
  const processes = { ...host.processes, pause: () => undefined };
  return writeOutput({ out, files: files.map(fileOf), adopt, ...ownerOf(owner) }, { ...host, ops, processes });
}

function failing(operation: 'write' | 'rename'): FileOps {
  return {
    ...realFileOps,
    [operation]: () => {
      throw systemError('ENOSPC', operation);
    },
  };
}

/** The row names places as its reader sees them, without the folder that the test made. */
function violationsOf(outcome: WriteOutcome, out: string): readonly PlacedViolation[] {
  return outcome.ok
    ? []
    : outcome.faults.map(({ rule, at, got, expected }) => ({
        rule,
        where: '',
        object: '',
        violation: { at: shown(at, out), got, expected },
      }));
}

function shown(at: string, out: string): string {
  if (out === homedir() && at === out) {
    return 'the home';
  }
  const place = relative(process.cwd(), at);
  return at.startsWith('.rackproof/') ? '.rackproof' : at.startsWith('/') && !place.startsWith('..') ? place : at;
}
