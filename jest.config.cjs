/** Types are checked once by `tsc`; swc only strips them here. */
module.exports = {
  testEnvironment: 'node',
  // `rackproof` is this checkout itself, as under the scripts of package.json.
  testEnvironmentOptions: { customExportConditions: ['rackproof-checkout', 'node', 'node-addons'] },
  roots: ['<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/consumer/'],
  modulePathIgnorePatterns: ['<rootDir>/lib/', '<rootDir>/.cache/'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  testTimeout: 120_000,
};
