import { parsed, refused, type Parsed } from './parsed';
import { closest, describeValue, quoted } from './text';

/** The zones of the IANA database whose names have no `/`, and that Go and ICU both know. */
const SINGLE_NAMES: ReadonlySet<string> = new Set(
  [
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran',
    'Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK',
    'Singapore Turkey UCT UTC Universal W-SU WET Zulu',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Reads the name of a time zone in the IANA database; `Local`, which differs from node to node, and offsets are refused.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/batch/validation/validation.go validateTimeZone
 */
export function parseTimeZone(value: unknown): Parsed<string> {
  const expected = 'a name of the IANA time zone database, such as "Europe/Berlin" or "UTC"';
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected });
  }
  if (value.toLowerCase() === 'local') {
    const got = `${quoted(value)}, which is whatever zone a machine has`;
    return refused({ got, expected, fix: 'name the zone' });
  }
  if (isZone(value)) {
    return parsed(value);
  }
  // Short names are all near each other: PST is not EST.
  const single = [...SINGLE_NAMES].find((name) => name.toLowerCase() === value.toLowerCase());
  const near = single ?? closest(value, listedZones().values());
  return refused({ got: quoted(value), expected, ...(near !== undefined && { fix: `write "${near}"` }) });
}

/** Zone files are found by their exact name, while Intl ignores case and keeps names that the database has dropped. */
function isZone(name: string): boolean {
  if (!name.includes('/')) {
    return SINGLE_NAMES.has(name);
  }
  if (/^(?:SystemV\/|US\/Pacific-New$)/.test(name) || !/^[A-Z][\w+-]{0,13}(?:\/[A-Z][\w+-]{0,13}){1,2}$/.test(name)) {
    return false;
  }
  const listed = listedZones().get(name.toLowerCase());
  return listed === undefined ? isAlias(name) : listed === name;
}

let listed: ReadonlyMap<string, string> | undefined;

/** Zones that Intl lists, by their names in lower case. */
function listedZones(): ReadonlyMap<string, string> {
  // Intl makes its list of some 400 names anew at every call.
  listed ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));
  return listed;
}

/** Whether Intl reads a name that it does not list. */
function isAlias(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
