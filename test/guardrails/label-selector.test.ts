import { selects } from '../../guardrails/engine/label-selector';

const LABELS = { app: 'wiki', tier: 'web' };

const of = (operator: string, key: string, values?: readonly string[]) =>
  selects({ matchExpressions: [{ key, operator, values }] }, LABELS);

describe('selects', () => {
  it('everything with an empty selector, nothing without one', () => {
    expect(selects({}, {})).toBe(true);
    expect(selects(undefined, LABELS)).toBe(false);
    expect(selects(null, LABELS)).toBe(false);
  });

  it('by every label', () => {
    expect(selects({ matchLabels: { app: 'wiki' } }, LABELS)).toBe(true);
    expect(selects({ matchLabels: { app: 'wiki', tier: 'db' } }, LABELS)).toBe(false);
    expect(selects({ matchLabels: { toString: undefined } }, LABELS)).toBe(false);
  });

  it.each([
    ['In', 'app', ['wiki', 'shop'], true],
    ['In', 'app', ['shop'], false],
    ['In', 'zone', ['a'], false],
    ['NotIn', 'app', ['shop'], true],
    ['NotIn', 'app', ['wiki'], false],
    ['NotIn', 'zone', ['a'], true],
    ['Exists', 'app', undefined, true],
    ['Exists', 'constructor', undefined, false],
    ['DoesNotExist', 'app', undefined, false],
    ['DoesNotExist', 'zone', undefined, true],
    ['Gt', 'app', ['1'], false],
  ] as const)('%s of %s and %j is %s', (operator, key, values, expected) => {
    expect(of(operator, key, values)).toBe(expected);
  });

  it('by labels and expressions together', () => {
    const selector = { matchLabels: { app: 'wiki' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] };
    expect(selects(selector, LABELS)).toBe(false);
    expect(selects(selector, { app: 'wiki' })).toBe(true);
  });
});
