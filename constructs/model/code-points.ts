/** Orders by code point, as UTF-8 forms are ordered: the same everywhere, unlike localeCompare and, beyond U+FFFF, `<`. */
export function compareCodePoints(a: string, b: string): number {
  const shorter = a.length < b.length ? a.length : b.length;
  for (let index = 0; index < shorter; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) {
      return rank(left) - rank(right);
    }
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others, yet their units lie below U+E000. */
function rank(unit: number): number {
  if (unit < 0xd800) {
    return unit;
  }
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
