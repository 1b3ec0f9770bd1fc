import type { Manifest } from '../../constructs/model';
import { fieldsAt, isRecord, listOf, recordOf, textOf } from './fields';
import type { ObjectIndex } from './object-index';
import { textOfSecret, type ClientText, type ClientWords } from './postgres-clients';

/** What a container is told of its databases. */
export function wordsOfContainer(container: unknown, namespace: string | undefined, index: ObjectIndex): ClientWords {
  const around = { namespace, index };
  const given = listOf(recordOf(container)['envFrom']).map((source) => givenBy(source, around));
  const env = fieldsAt(container, 'env[]').map(({ at, value }) => variable(at, value, around));
  return {
    variables: env.flatMap(({ text }) => text ?? []),
    texts: ['command[]', 'args[]']
      .flatMap((path) => fieldsAt(container, path))
      .flatMap(({ at, value }) => (typeof value === 'string' ? [{ at, name: '', value }] : [])),
    given: new Map([...given, ...env].flatMap(({ values }) => [...values])),
    mayBeSaid: [...given, ...env].some(({ mayBeSaid }) => mayBeSaid),
  };
}

/** What a ConfigMap says to whoever reads it. */
export function wordsOfConfigMap(manifest: Manifest): ClientWords {
  const variables = fieldsAt(manifest, 'data{}').flatMap(({ at, segments, value }): ClientText[] =>
    typeof value === 'string' ? [{ at, name: String(segments.at(-1)), value }] : [],
  );
  return { variables, texts: [], given: new Map(), mayBeSaid: false };
}

interface Around {
  readonly namespace: string | undefined;
  readonly index: ObjectIndex;
}

/** What a source of variables gives, as far as it is here. */
interface Given {
  readonly values: ReadonlyMap<string, string>;
  readonly mayBeSaid: boolean;
}

const NOTHING: ReadonlyMap<string, string> = new Map();

const MODE = 'PGSSLMODE';

function givenBy(source: unknown, { namespace, index }: Around): Given {
  const { configMapRef, secretRef, prefix } = recordOf(source);
  const start = textOf(prefix) ?? '';
  if (secretRef !== undefined) {
    const name = textOf(recordOf(secretRef)['name']) ?? '';
    const keys = index.findDerived('Secret', name, namespace)?.keys;
    return { values: NOTHING, mayBeSaid: keys === undefined || keys.some((key) => `${start}${key}` === MODE) };
  }
  const data = dataOf(configMapRef, { namespace, index });
  const values = new Map(Object.entries(data ?? {}).flatMap(([key, text]) => member(`${start}${key}`, text)));
  return { values, mayBeSaid: data === undefined };
}

function variable(at: string, item: unknown, { namespace, index }: Around): Given & { readonly text?: ClientText } {
  const { name, value, valueFrom } = recordOf(item);
  const { secretKeyRef, configMapKeyRef } = recordOf(valueFrom);
  if (typeof name !== 'string') {
    return { values: NOTHING, mayBeSaid: false };
  }
  const literal = textOf(value);
  const found = literal ?? textOfSecret(secretKeyRef, namespace, index);
  if (found !== undefined) {
    const place = literal === undefined ? 'valueFrom.secretKeyRef' : 'value';
    return { text: { at: `${at}.${place}`, name, value: found }, values: NOTHING, mayBeSaid: false };
  }
  const data = dataOf(configMapKeyRef, { namespace, index });
  const values = new Map(member(name, data?.[textOf(recordOf(configMapKeyRef)['key']) ?? '']));
  return { values, mayBeSaid: name === MODE && isRecord(valueFrom) && !values.has(MODE) };
}

/** Data of a ConfigMap of the output; undefined if it is not there. */
function dataOf(reference: unknown, { namespace, index }: Around): Readonly<Record<string, unknown>> | undefined {
  const name = textOf(recordOf(reference)['name']) ?? '';
  const found = index.find('ConfigMap', name, namespace)?.manifest;
  return found === undefined ? undefined : recordOf(found['data']);
}

function member(name: string, text: unknown): readonly (readonly [string, string])[] {
  return typeof text === 'string' ? [[name, text]] : [];
}
