import type { Violation } from '../../../constructs/model';
import { closest, quoted } from '../../../constructs/model/text';
import { followed, type Schema } from './schema';
import { valueNoun } from './words';

/** No alternative can be told from the others. */
interface Undecided extends Omit<Violation, 'at'> {
  /**
   * Key that decides.
   *
   * @default - the object itself
   */
  readonly key?: string;
}

/** The alternative that an object was meant to be: by the key that names it (`role`), or by the keys that it has. */
export function alternativeOf(
  value: Readonly<Record<string, unknown>>,
  references: readonly Schema[],
): { readonly schema: Schema } | Undecided {
  const alternatives = references.map(followed);
  const key = discriminatorOf(alternatives);
  return key === undefined ? byKeys(value, alternatives) : byName(value, alternatives, key);
}

/** The key that is a different constant in every alternative. */
function discriminatorOf(alternatives: readonly Schema[]): string | undefined {
  return Object.keys(alternatives[0]?.properties ?? {}).find((key) =>
    alternatives.every(({ properties }) => properties?.[key]?.const !== undefined),
  );
}

function byName(
  value: Readonly<Record<string, unknown>>,
  alternatives: readonly Schema[],
  key: string,
): { readonly schema: Schema } | Undecided {
  const name = Object.hasOwn(value, key) ? value[key] : undefined;
  const names = alternatives.map(({ properties }) => String(properties?.[key]?.const));
  const schema = alternatives[names.findIndex((candidate) => candidate === name)];
  if (schema !== undefined) {
    return { schema };
  }
  const meant = typeof name === 'string' ? closest(name, names) : undefined;
  return {
    key,
    got: typeof name === 'string' ? quoted(name) : valueNoun(name),
    expected: `one of: ${names.join(', ')}`,
    ...(meant === undefined ? {} : { fix: `write ${meant}` }),
  };
}

function byKeys(
  value: Readonly<Record<string, unknown>>,
  alternatives: readonly Schema[],
): { readonly schema: Schema } | Undecided {
  const keys = alternatives.map(({ required = [] }) => required.join(' and '));
  const given = Object.keys(value);
  const fitting = alternatives.filter(({ required = [] }) => required.every((key) => Object.hasOwn(value, key)));
  const [schema] = fitting;
  if (schema !== undefined && fitting.length === 1) {
    return { schema };
  }
  return {
    got: given.length === 0 ? 'an object without keys' : given.map(quoted).join(' and '),
    expected: `exactly one of: ${keys.join(', ')}`,
  };
}
