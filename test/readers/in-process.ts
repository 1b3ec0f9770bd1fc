import { load } from 'js-yaml';
import { version as jsYamlVersion } from 'js-yaml/package.json';
import { parse } from 'yaml';
import { version as yamlVersion } from 'yaml/package.json';
import type { Read, ReaderGroup } from './reading';

type Parse = (document: string) => unknown;

const PARSERS: Readonly<Record<string, Parse>> = {
  'yaml in 1.1 mode': (document) => parse(document, { version: '1.1', strict: true, logLevel: 'error' }) as unknown,
  'yaml in 1.2 mode': (document) => parse(document, { version: '1.2', strict: true, logLevel: 'error' }) as unknown,
  'js-yaml': (document) => load(document),
};

/** The readers that run in this process. */
export const inProcess: ReaderGroup = {
  name: 'Node',
  versions: { 'yaml in 1.1 mode': yamlVersion, 'yaml in 1.2 mode': yamlVersion, 'js-yaml': jsYamlVersion },
  typed: false,
  read: (documents) =>
    Promise.resolve(
      documents.map((document) =>
        Object.fromEntries(Object.entries(PARSERS).map(([name, parser]) => [name, read(parser, document)])),
      ),
    ),
};

function read(parser: Parse, document: string): Read {
  try {
    return { value: parser(document) };
  } catch (error) {
    return { error: String(error) };
  }
}
