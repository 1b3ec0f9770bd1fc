import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { HostObject, PlacedViolation } from '../constructs/model';
import { compareCodePoints } from '../constructs/model/code-points';
import { plaintextConfiguration, secretKeysOf, type PulumiFile } from '../guardrails/engine/pulumi-files';

const PROJECT_FILE = /^Pulumi\.(?:ya?ml|json)$/;
const STACK_FILE = /^Pulumi\..+\.(?:ya?ml|json)$/;

/**
 * Secrets that stand in clear in the Pulumi project of a folder; none where there is no project.
 *
 * @param resources the host plane, whose configuration keys are secret whatever their names say
 */
export function pulumiProjectViolations(folder: string, resources: readonly HostObject[]): readonly PlacedViolation[] {
  return plaintextConfiguration(readPulumiProject(folder), secretKeysOf(resources));
}

/** The project file of a folder and the configuration files of its stacks, in code-point order. */
export function readPulumiProject(folder: string): readonly PulumiFile[] {
  const project = filesOf(folder, '', PROJECT_FILE);
  const directory = project.map(({ text }) => stackFolderOf(text)).find((found) => found !== undefined);
  return [...project, ...filesOf(folder, directory ?? '', STACK_FILE)];
}

/** `stackConfigDir` of a project file. */
function stackFolderOf(text: string): string | undefined {
  const directory = parseDocument(text).get('stackConfigDir');
  return typeof directory === 'string' ? directory : undefined;
}

function filesOf(folder: string, directory: string, pattern: RegExp): PulumiFile[] {
  const place = join(folder, directory);
  const names = existsSync(place) ? readdirSync(place).filter((name) => pattern.test(name)) : [];
  return names.sort(compareCodePoints).map((name) => {
    const file = directory === '' ? name : `${directory}/${name}`;
    return { file, text: readFileSync(join(place, name), 'utf8') };
  });
}
