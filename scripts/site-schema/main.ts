import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { siteSchema } from './schema';
import { withReference } from './reference';

/** Writes the shape of a site and its reference table from the types of the model. Run it after changing them. */
async function main(root: string): Promise<void> {
  const schema = siteSchema(root);
  const config = await resolveConfig(join(root, 'package.json'));
  const write = async (file: string, text: string, parser: string): Promise<void> => {
    writeFileSync(join(root, file), await format(text, { ...config, parser }));
  };
  await write('guardrails/engine/site/site.schema.json', JSON.stringify(schema), 'json');
  await write('docs/site.md', withReference(readFileSync(join(root, 'docs/site.md'), 'utf8'), schema), 'markdown');
}

void main(join(__dirname, '../..'));
