import { transformFileSync } from '@swc/core';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../../..');

/** Compiles the child program with all that it imports, so that each process starts at once; returns its path. */
export function compileChild(folder: string): string {
  const done = new Set<string>();
  const compile = (source: string): string => {
    const target = join(folder, relative(ROOT, source)).replace(/\.ts$/, '.js');
    if (done.has(source)) return target;
    done.add(source);
    const code = javascriptOf(source);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
    for (const [, path = ''] of code.matchAll(/require\("(\.[^"]*)"\)/g))
      compile(sourceOf(join(dirname(source), path)));
    return target;
  };
  return compile(join(__dirname, 'child.ts'));
}

function javascriptOf(source: string): string {
  const jsc = { parser: { syntax: 'typescript' }, target: 'es2022' } as const;
  return transformFileSync(source, { jsc, module: { type: 'commonjs' }, swcrc: false }).code;
}

function sourceOf(module: string): string {
  return existsSync(`${module}.ts`) ? `${module}.ts` : join(module, 'index.ts');
}
