import { createHash } from 'node:crypto';
import { repairName } from './name-repair';
import { LABEL, LABEL_1035, nameRule, SUBDOMAIN, type NameForm, type NameRule } from './name-rule';
import { parsed, refused, type Fault, type Parsed } from './parsed';
import { count, describeCharacter, describeValue, isControl, quoted } from './text';

const CHARACTERS: Readonly<Record<NameForm, RegExp>> = {
  rfc1123Label: /^[-a-z0-9]$/,
  rfc1035Label: /^[-a-z0-9]$/,
  rfc1123Subdomain: /^[-.a-z0-9]$/,
  pathSegment: /^[^/%\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]$/u,
};

/** A DNS label: no `-` at its ends. */
const PART = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';

/** Names without a fault, whatever their length: what nearly every name is, told at a glance. */
const WHOLE: Readonly<Record<NameForm, RegExp>> = {
  rfc1123Label: new RegExp(`^${PART}$`),
  rfc1035Label: new RegExp(`^(?![0-9])${PART}$`),
  rfc1123Subdomain: new RegExp(`^${PART}(?:\\.${PART})*$`),
  pathSegment: /^(?!\.{1,2}$)[^/%\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+$/u,
};

const ALLOWED: Readonly<Record<NameForm, string>> = {
  rfc1123Label: 'an RFC 1123 label: lower-case letters, digits and "-"',
  rfc1035Label: 'an RFC 1035 label: lower-case letters, digits and "-", a letter first',
  rfc1123Subdomain: 'an RFC 1123 name: lower-case letters, digits, "-" and "."',
  pathSegment: 'a name without "/", "%" and invisible characters',
};

/** Hex digits of the hash in a {@link boundedName}. */
const HASH_LENGTH = 8;

/** Reads `metadata.name` of a kind; `group` is empty for the core group. */
export function parseObjectName(group: string, kind: string, value: unknown): Parsed<string> {
  return parseName(value, nameRule(group, kind));
}

/** Reads an RFC 1123 label: at most 63 lower-case letters, digits and `-`. */
export function parseDnsLabel(value: unknown): Parsed<string> {
  return parseName(value, LABEL);
}

/** Reads an RFC 1123 subdomain: labels with dots between them, at most 253 characters. */
export function parseDnsSubdomain(value: unknown): Parsed<string> {
  return parseName(value, SUBDOMAIN);
}

/** Reads an RFC 1035 label: an RFC 1123 label that starts with a letter. */
export function parseDns1035Label(value: unknown): Parsed<string> {
  return parseName(value, LABEL_1035);
}

/**
 * Reads a name under a rule; the fault names the first thing that is wrong and, where that is safe, a name to use.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/util/validation/validation.go
 */
export function parseName(value: unknown, rule: NameRule): Parsed<string> {
  if (typeof value !== 'string' || value === '') {
    return refused({ got: describeValue(value), expected: ALLOWED[rule.form] });
  }
  if (isName(value, rule)) {
    return parsed(value);
  }
  const fault = characterFault(value, rule) ?? shapeFault(value, rule) ?? lengthFault(value, rule);
  return fault === undefined ? parsed(value) : refused(fault);
}

/**
 * A name made of parts that fits its rule: the parts joined by `-`. Where something had to be changed or cut, a hash of
 * the parts ends it, so that two long names with one beginning stay two. The same parts give the same name on every run.
 */
export function boundedName(parts: readonly string[], rule: NameRule): string {
  const plain = parts.join('-');
  if (isName(plain, rule)) {
    return plain;
  }
  const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_LENGTH);
  const limit = (rule.maxLength ?? SUBDOMAIN.maxLength!) - HASH_LENGTH - 1;
  const start = repairName(plain, rule.form)
    .slice(0, limit)
    .replace(/[-.]+$/, '');
  return start === '' ? `x-${hash}` : `${start}-${hash}`;
}

function isName(name: string, { form, maxLength = Infinity }: NameRule): boolean {
  return name.length <= maxLength && WHOLE[form].test(name);
}

function characterFault(name: string, rule: NameRule): Fault | undefined {
  const { form } = rule;
  const characters = Array.from(name);
  const control = characters.findIndex(isControl);
  const at = control >= 0 ? control : characters.findIndex((character) => !CHARACTERS[form].test(character));
  if (at < 0) {
    return undefined;
  }
  const bad = characters[at]!;
  const script = /^\p{ASCII}/u.test(bad) ? '' : 'the non-ASCII ';
  const got = `${quoted(name)}, with ${script}${describeCharacter(bad)} at position ${at + 1}`;
  return control >= 0
    ? { got, expected: `${ALLOWED[form]}, and no control characters`, fix: 'remove the control characters' }
    : { got, expected: ALLOWED[form], ...repairFix(name, rule) };
}

function shapeFault(name: string, rule: NameRule): Fault | undefined {
  const detail = rule.form === 'pathSegment' ? pathFault(name) : dnsFault(name, rule.form);
  return detail === undefined
    ? undefined
    : { got: `${quoted(name)}, ${detail}`, expected: ALLOWED[rule.form], ...repairFix(name, rule) };
}

function pathFault(name: string): string | undefined {
  return name === '.' || name === '..' ? 'which is a step in a path' : undefined;
}

function dnsFault(name: string, form: NameForm): string | undefined {
  const parts = name.split('.');
  if (parts.includes('')) {
    return 'with an empty part';
  }
  if (form === 'rfc1035Label' && /^[0-9]/.test(name)) {
    return 'which starts with a digit';
  }
  const where = parts.length > 1 ? 'in which a part' : 'which';
  if (parts.some((part) => part.startsWith('-'))) {
    return `${where} starts with "-", not with a letter or digit`;
  }
  return parts.some((part) => part.endsWith('-')) ? `${where} ends with "-", not with a letter or digit` : undefined;
}

function lengthFault(name: string, { maxLength = Infinity, because }: NameRule): Fault | undefined {
  if (name.length <= maxLength) {
    return undefined;
  }
  const shown = quoted(name);
  return {
    got: shown.endsWith(')') ? shown : `${shown} (${count(name.length, 'character')})`,
    expected: `a name no longer than ${maxLength} characters${because === undefined ? '' : `, because ${because}`}`,
    fix: `shorten it by ${count(name.length - maxLength, 'character')}`,
  };
}

function repairFix(name: string, rule: NameRule): Pick<Fault, 'fix'> {
  const repaired = repairName(name, rule.form);
  return isName(repaired, rule) ? { fix: `write ${quoted(repaired)}` } : {};
}
