import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { deterministic } from './scripts/eslint/deterministic.mjs';
import { rackproofPlugin } from './scripts/eslint/optional-default.mjs';

/** Size limits of the house: a file, a function or a condition that outgrows them is two things. */
const limits = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 40, skipComments: true }],
  complexity: ['error', 10],
  'max-params': ['error', 4],
  'max-depth': ['error', 3],
};

export default tseslint.config(
  { ignores: ['lib/', 'dist/', 'node_modules/', 'imports/', 'test/consumer/', '.cache/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...limits,
      // tsc's noUncheckedIndexedAccess asks at every index; an assertion there states an invariant.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // The field's own types carry index signatures; bracket access there is what tsc asks for.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    files: ['constructs/**/*.ts'],
    plugins: { rackproof: rackproofPlugin },
    rules: { 'rackproof/optional-default': 'error' },
  },
  {
    files: ['{constructs,guardrails,proofs,synth,deploy,charts,stacks}/**/*.ts'],
    rules: deterministic,
  },
  {
    // The names of the zones are asked of Node; a check reads them, no output holds them.
    files: ['constructs/model/time-zone.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 400 }], 'max-lines-per-function': 'off' },
  },
  {
    // Generated: one line for each rule.
    files: ['guardrails/registry.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.{cjs,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { module: 'writable', require: 'readonly', process: 'readonly', console: 'readonly' } },
  },
);
