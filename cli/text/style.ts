import pc from 'picocolors';

/** Colours of the terminal that stderr is; none where NO_COLOR is set or it is no terminal. */
export type Style = Pick<ReturnType<typeof pc.createColors>, 'bold' | 'dim' | 'red' | 'yellow' | 'green'>;

/** Colours for one stream. @see https://no-color.org */
export function styleFor(stream: { readonly isTTY?: boolean }, environment = process.env): Style {
  const wanted = stream.isTTY === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
  return pc.createColors(wanted);
}
