const OUTPUT = 'the same site gives the same bytes, whenever and wherever it is rendered';

/** Methods that order or spell by the language of the machine. */
const LOCAL = ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toLocaleString', 'toLocaleDateString'];

const CHANCE = [
  'randomBytes',
  'randomFill',
  'randomFillSync',
  'randomInt',
  'randomUUID',
  'getRandomValues',
  'webcrypto',
];

/** Rules that keep clock, chance and language out of what makes output. */
export const deterministic = {
  'no-restricted-properties': [
    'error',
    { object: 'Math', property: 'random', message: OUTPUT },
    { object: 'Date', property: 'now', message: OUTPUT },
    { object: 'performance', property: 'now', message: OUTPUT },
    ...[...LOCAL, 'toLocaleTimeString'].map((property) => ({
      property,
      message: `${OUTPUT}: compareCodePoints orders`,
    })),
  ],
  'no-restricted-globals': ['error', ...['Intl', 'crypto'].map((name) => ({ name, message: OUTPUT }))],
  'no-restricted-imports': [
    'error',
    ...['node:crypto', 'crypto'].map((name) => ({ name, importNames: CHANCE, message: OUTPUT })),
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: OUTPUT },
    { selector: 'CallExpression[callee.name="Date"]', message: OUTPUT },
  ],
};
