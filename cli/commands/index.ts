import type * as Check from './check';
import type * as Doctor from './doctor';
import type * as Explain from './explain';
import type * as Rules from './rules';
import type * as Seal from './seal';
import type * as Synth from './synth';

/* eslint-disable @typescript-eslint/no-require-imports -- `import()` would ask for a file extension that only lib/ has */

/** Every command, loaded when it is asked for: `--help` and `explain` need neither cdk8s nor a TypeScript loader. */
export const COMMANDS = {
  check: () => (require('./check') as typeof Check).check,
  doctor: () => (require('./doctor') as typeof Doctor).doctor,
  explain: () => (require('./explain') as typeof Explain).explain,
  rules: () => (require('./rules') as typeof Rules).rules,
  seal: () => (require('./seal') as typeof Seal).seal,
  synth: () => (require('./synth') as typeof Synth).synth,
} as const;
