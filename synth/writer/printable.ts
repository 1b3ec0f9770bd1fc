/** A name as it can be shown on any terminal: in quotes and escaped where it holds more than plain ASCII. */
export function printable(name: string): string {
  if (/^[ -~]+$/.test(name)) return name;
  return JSON.stringify(name).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
