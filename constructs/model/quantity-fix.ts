/** Suffixes that are right as they stand. */
const SUFFIX = /^(?:[numkMGTPE]|[KMGTPE]i)$/;

const BINARY_UNITS: ReadonlySet<string> = new Set(['ki', 'mi', 'gi', 'ti', 'pi', 'ei']);

const DECIMAL_UNITS: ReadonlyMap<string, string> = new Map([
  ['k', 'k'],
  ['m', 'M'],
  ['g', 'G'],
  ['t', 'T'],
  ['p', 'P'],
]);

/** Words that people write for a unit, and what Kubernetes calls it. */
const WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['b', ['']],
  ['byte', ['']],
  ['bytes', ['']],
  ['cpu', ['']],
  ['cpus', ['']],
  ['core', ['']],
  ['cores', ['']],
  ['mcpu', ['m']],
  ['millicpu', ['m']],
  ['millicores', ['m']],
]);

/**
 * What the writer of a malformed quantity may have meant, likeliest first: `8gi` is `8Gi`, `8GB` is `8G` or `8Gi`.
 *
 * The caller keeps those that are quantities.
 */
export function quantitySuggestions(text: string): readonly string[] {
  const compact = text.replace(/[\s_"']+/g, '');
  const { number, unit } = /^(?<number>[+-]?[0-9.,]*)(?<unit>.*)$/s.exec(compact)?.groups ?? {};
  const digits = decimalPoint(number ?? '');
  const meant = unitsMeant(unit ?? '').map((suffix) => `${digits}${suffix}`);
  return [...new Set(meant)].filter((suggestion) => suggestion !== text);
}

/** `1,5` is one and a half; `1,024` is a thousand or not, so nothing is offered for it. */
function decimalPoint(number: string): string {
  return /^[+-]?[0-9]+,[0-9]{1,2}$/.test(number) ? number.replace(',', '.') : number;
}

function unitsMeant(unit: string): readonly string[] {
  if (SUFFIX.test(unit)) {
    return [unit];
  }
  const lower = unit.toLowerCase();
  const word = WORDS.get(lower);
  if (word !== undefined) {
    return word;
  }
  const binary = lower.replace(/b$/, '');
  if (BINARY_UNITS.has(binary)) {
    return [binary.charAt(0).toUpperCase() + binary.slice(1)];
  }
  const decimal = DECIMAL_UNITS.get(binary);
  if (decimal !== undefined) {
    return [decimal, `${decimal.toUpperCase()}i`];
  }
  return /^[num]$/i.test(unit) ? [lower] : [unit];
}
