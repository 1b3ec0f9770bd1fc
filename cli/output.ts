import { Scrubber, secretsOfEnvironment } from '../guardrails/engine/scrub';
import { styleFor, type Style } from './text/style';

/** Options that every command has. */
export interface CommonOptions {
  readonly site?: string;
  readonly json: boolean;
}

/** Where a command's words go: the product to stdout, everything said about it to stderr. */
export interface Output {
  /** Colours of stderr. */
  readonly style: Style;
  /** Colours of stdout. */
  readonly productStyle: Style;
  /** The command's product, as text. */
  product(text: string): void;
  /** The command's product, as one JSON document. */
  json(document: unknown): void;
  /** What people want to know besides. */
  note(text: string): void;
}

/** The terminal. Secrets of the environment never reach it. */
export function terminal(): Output {
  const scrubber = new Scrubber(secretsOfEnvironment(process.env));
  return {
    style: styleFor(process.stderr),
    productStyle: styleFor(process.stdout),
    product: (text) => process.stdout.write(`${scrubber.text(text)}\n`),
    json: (document) => process.stdout.write(`${scrubber.text(JSON.stringify(document, undefined, 2))}\n`),
    note: (text) => process.stderr.write(`${scrubber.text(text)}\n`),
  };
}
