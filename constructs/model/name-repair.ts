import type { NameForm } from './name-rule';

/** Cyrillic and Greek letters that look like Latin ones, and so get into names unseen; and the sharp s. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ['\u0430', 'a'],
  ['\u0435', 'e'],
  ['\u043e', 'o'],
  ['\u0440', 'p'],
  ['\u0441', 'c'],
  ['\u0443', 'y'],
  ['\u0445', 'x'],
  ['\u0456', 'i'],
  ['\u0458', 'j'],
  ['\u0455', 's'],
  ['\u0501', 'd'],
  ['\u04bb', 'h'],
  ['\u03b1', 'a'],
  ['\u03bf', 'o'],
  ['\u03c1', 'p'],
  ['\u03bd', 'v'],
  ['\u03b9', 'i'],
  ['\u00df', 'ss'],
]);

/** The nearest name of a form, for a message to offer: `Bad_Name` becomes `bad-name`. May be empty. */
export function repairName(name: string, form: NameForm): string {
  if (form === 'pathSegment') {
    return name.replace(/[/%\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, '-');
  }
  const latin = Array.from(name.toLowerCase(), (character) => LOOK_ALIKES.get(character) ?? character).join('');
  const ascii = latin.normalize('NFKD').replace(/\p{Mn}+/gu, '');
  const clean = ascii
    .replace(form === 'rfc1123Subdomain' ? /[^a-z0-9.]+/g : /[^a-z0-9]+/g, '-')
    .replace(/-*\.[-.]*/g, '.')
    .replace(/^[-.]+|[-.]+$/g, '');
  return form === 'rfc1035Label' ? clean.replace(/^[0-9-]+/, '') : clean;
}
