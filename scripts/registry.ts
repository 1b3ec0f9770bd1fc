import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registrySource, ruleFiles } from './registry-source';

/** Writes guardrails/registry.ts: every rule file under its id. Run it after adding a rule. */
const root = join(__dirname, '..');
const files = ruleFiles(root);
writeFileSync(join(root, 'guardrails/registry.ts'), registrySource(files));
console.error(`guardrails/registry.ts: ${files.length} rules`);
