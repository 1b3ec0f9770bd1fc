import type { Rendered, Violation } from '../../constructs/model';
import { quoted } from '../../constructs/model/text';
import { dotted } from '../schemas/path';
import { kindOf } from './kind';
import { nearestKey, pathOf, segmentsOf, type Place } from './walk';

/** What a program writes in the place of a value, and where it is certainly none that was meant. */
interface Slip {
  readonly what: string;
  readonly pattern: RegExp;
  /** `any`: in every text; `value`: in a text without spaces; `name`: only where a name or a host stands. */
  readonly where: 'any' | 'value' | 'name';
}

const SLIPS: readonly Slip[] = [
  { what: '[object Object]', pattern: /\[object [A-Z]\w*\]/, where: 'any' },
  { what: 'the text of an Output', pattern: /Calling \[to(?:String|JSON)\] on an \[Output<T>\]/, where: 'any' },
  { what: 'an unresolved token', pattern: /\$\{Token\[/, where: 'any' },
  { what: 'undefined', pattern: /(?:^|[-._/:@=,])undefined(?:$|[-._/:@=,])/, where: 'value' },
  { what: 'NaN', pattern: /(?:^|[-._/:@=,])NaN(?:$|[-._/:@=,])/, where: 'value' },
  { what: 'undefined', pattern: /undefined/, where: 'name' },
  { what: 'an unresolved ${...}', pattern: /\$\{/, where: 'name' },
];

/** Matches wherever one of them does: nearly every text holds none, and is looked at once. */
const ANY_SLIP = new RegExp(SLIPS.map(({ pattern }) => pattern.source).join('|'));

/** Keys under which a name, a host or an image stands: nothing expands a variable there. */
const NAME_KEY = /^(?:name|namespace|host|hostname|hosts|image|fqdn)$|(?:Name|Namespace|Host|Hostname)$/;

/** The text of these describes fields, or is a program's own. */
const DESCRIPTIONS: ReadonlySet<string> = new Set(['apiextensions.k8s.io/CustomResourceDefinition']);

/** Longest text that is taken for a value: what is longer is a file. */
const LONGEST_VALUE = 2_000;

/** Texts in which a value was meant and is not there. */
export function slipsIn(object: Rendered, leaves: readonly Place[]): readonly Violation[] {
  if (object.plane === 'kubernetes' && DESCRIPTIONS.has(kindOf(object.manifest))) {
    return [];
  }
  return leaves.flatMap((leaf) => {
    const what = typeof leaf.value === 'string' ? slipOf(leaf.value, leaf, object) : undefined;
    return what === undefined ? [] : [violation(leaf, object, what)];
  });
}

function slipOf(text: string, leaf: Place, { plane }: Rendered): string | undefined {
  if (text.length > LONGEST_VALUE || !ANY_SLIP.test(text)) {
    return undefined;
  }
  const isValue = !/\s/.test(text);
  // The host plane writes references to outputs and to the configuration as ${...}.
  const isName = isValue && plane === 'kubernetes' && isNamePlace(leaf);
  return SLIPS.find(
    ({ pattern, where }) => (where === 'any' || (where === 'name' ? isName : isValue)) && pattern.test(text),
  )?.what;
}

/** Maps whose keys people choose. */
const FREE_KEYS: ReadonlySet<unknown> = new Set(['annotations', 'binaryData', 'data', 'stringData']);

function isNamePlace(leaf: Place): boolean {
  const { parent } = leaf;
  const isLabel = parent?.key === 'labels' && parent.parent?.key === 'metadata';
  return isLabel || (NAME_KEY.test(nearestKey(leaf)) && !FREE_KEYS.has(parent?.key));
}

function violation(leaf: Place, { plane }: Rendered, what: string): Violation {
  return {
    at: plane === 'host' ? dotted(['inputs', ...segmentsOf(leaf)]) : pathOf(leaf),
    got: `${quoted(String(leaf.value))}, with ${what}`,
    expected: 'the value that was meant',
  };
}
