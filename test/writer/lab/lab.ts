import { join } from 'node:path';
import { MountNamespace, noMounts, noUsers } from './namespace';
import { outputOf, type Output, type Tree } from './outputs';
import { compileChild } from './program';
import { Scratch, type Medium } from './scratch';
import { Target } from './target';

/** What a test file needs; everything is removed when the file is done. */
export class Lab {
  private readonly scratch = new Scratch();
  private readonly namespaces: MountNamespace[] = [];
  private readonly program = compileChild(this.scratch.folder());

  public folder(medium: Medium = 'memory'): string {
    return this.scratch.folder(medium);
  }

  public output(name: string, tree: Tree): Output {
    return outputOf(this.folder(), name, tree);
  }

  /** A target that is not there yet, in a folder of its own. */
  public target(medium: Medium = 'memory'): Target {
    return new Target(this.program, join(this.folder(medium), 'out'));
  }

  /** A target of any path, in a namespace of its own if one is given. */
  public targetAt(out: string, namespace?: MountNamespace): Target {
    return namespace
      ? new Target(this.program, out, namespace.through, namespace.path(out))
      : new Target(this.program, out);
  }

  public async namespace(): Promise<MountNamespace> {
    const namespace = await MountNamespace.open();
    this.namespaces.push(namespace);
    return namespace;
  }

  public remove(): void {
    for (const namespace of this.namespaces) namespace.close();
    this.scratch.remove();
  }
}

/** A test that makes mounts; where that cannot be, its title says so and why. */
export function mountTest(title: string, test: () => Promise<void>): void {
  testUnless(noMounts, title, test);
}

/** A test that runs processes as another user. */
export function userTest(title: string, test: () => Promise<void>): void {
  testUnless(noUsers, title, test);
}

/** A test that is skipped for a reason, if there is one, and says it in its title. */
export function testUnless(reason: string, title: string, test: () => Promise<void>): void {
  if (reason === '') it(title, test);
  else it.skip(`${title} (skipped: ${reason})`, test);
}
