import * as pulumi from '@pulumi/pulumi';
import type { RootConstruct } from 'constructs';
import { HostStack } from '../constructs/core/host-stack';
import type { Bundle, Finding, PlacedViolation } from '../constructs/model';
import { checkBundle, complete } from '../guardrails/engine/check';
import { labelOf } from '../guardrails/engine/label';
import { Scrubber } from '../guardrails/engine/scrub';
import { isBuildable } from '../guardrails/engine/site/judge';
import { findingText, PLAIN } from '../guardrails/engine/finding-text';
import { RULES } from '../guardrails/registry';
import type { Program, StackBuilder } from '../synth/program';
import { attempt } from '../synth/render/attempt';
import { renderBundle } from '../synth/render/bundle';
import { configurationOf, configurationViolations } from './configuration';
import { deploy, hostResourcesOf, type DeployOptions } from './deploy';
import { selectStack } from './select-stack';

/**
 * Checks a program and registers the stack that Pulumi runs: what `Pulumi.yaml`'s `main` calls.
 *
 * Both planes are rendered and checked, so that a guardrail sees what it would see in `rackproof check`. Nothing is
 * registered while the site or this stack has an error, lacks configuration, or keeps a secret in clear.
 *
 * @throws pulumi.RunError with every finding: Pulumi prints it without a stack trace and exits with an error.
 */
export function deployProgram(program: Program, options: DeployOptions = {}): void {
  const name = pulumi.getStack();
  const { bundle, builders, built } = render(program, name);
  const refuse = (violations: readonly PlacedViolation[], outcome?: string): void => {
    report(findingsOf(violations, bundle), outcome);
  };
  if (!isBuildable(program.site)) {
    // No stack follows from such a site: its own findings are all that there is to say.
    report(checkBundle(bundle, RULES).findings);
  }
  refuse(attempted(name, () => void selectStack(builders, name, bundle.site.name)));
  report(findingsFor(name, bundle, program));
  const root = hostStackOf(built, name);
  refuse(configurationViolations(configurationOf(hostResourcesOf(root)), CONFIGURATION));
  refuse(
    attempted(name, () => void deploy(root, options)),
    'registering the resources stopped',
  );
}

function attempted(stack: string, run: () => void): readonly PlacedViolation[] {
  return [attempt(stack, run)].filter((violation) => violation !== undefined);
}

interface RenderedProgram {
  readonly bundle: Bundle;
  readonly builders: readonly StackBuilder[];
  /** The tree that the selected builder made, if it made one. */
  readonly built: RootConstruct | undefined;
}

/** Renders both planes, and keeps the tree of the selected stack: what was checked is what is registered. */
function render(program: Program, name: string): RenderedProgram {
  let built: RootConstruct | undefined;
  let builders: readonly StackBuilder[] = [];
  const bundle = renderBundle({
    ...program,
    stacks: (site) => {
      builders = program.stacks(site);
      return builders.map((builder) => ({
        stack: builder.stack,
        build: () => {
          const root = builder.build();
          built = builder.stack === name ? root : built;
          return root;
        },
      }));
    },
  });
  return { bundle, builders, built };
}

/** Findings and plan are told apart by the stack's own name: it must be the one that Pulumi runs. */
function hostStackOf(root: RootConstruct | undefined, name: string): HostStack {
  if (!HostStack.isHostStack(root) || root.stackName !== name) {
    const got = HostStack.isHostStack(root) ? `a stack called ${root.stackName}` : 'a tree that is no HostStack';
    throw new pulumi.RunError(`nothing was registered: the builder of the stack ${name} makes ${got}`);
  }
  return root;
}

/** Findings of the site stop every stack; findings of another stack or of a cluster do not. */
function findingsFor(stack: string, bundle: Bundle, program: Program): readonly Finding[] {
  // A cluster may have the stack's name, and its findings then the same places: the stacks alone tell them apart.
  const { violations } = bundle.site.clusters.has(stack) ? renderBundle({ ...program, charts: () => [] }) : bundle;
  const labels = new Set(bundle.resources.map((resource) => labelOf(resource)));
  const known = new Set(findingsOf(violations, bundle).map((finding) => JSON.stringify(finding)));
  return checkBundle(bundle, RULES).findings.filter((finding) => {
    const { where, object } = finding;
    const below = where === stack || where.startsWith(`${stack}/`);
    const ofStacks = object === '' ? known.has(JSON.stringify(finding)) : labels.has(object);
    return where.startsWith('site ') || (below && ofStacks);
  });
}

/** Findings, as free of the bundle's secrets as those of its check. */
function findingsOf(violations: readonly PlacedViolation[], bundle: Bundle): readonly Finding[] {
  const scrubber = Scrubber.of(bundle);
  return violations.map((violation) => scrubber.scrub(complete(violation, RULES)));
}

function report(findings: readonly Finding[], outcome = 'nothing was registered'): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) {
    void pulumi.log.warn(textOf(warnings));
  }
  if (errors.length > 0) {
    throw new pulumi.RunError(`${outcome}:\n\n${textOf(errors)}`);
  }
}

/** Findings as an operator reads them among Pulumi's own messages. */
function textOf(findings: readonly Finding[]): string {
  return findings.map((finding) => findingText(finding, PLAIN)).join('\n\n');
}

/** The stack's configuration as the running program sees it. */
const CONFIGURATION = {
  has: (key: string): boolean => new pulumi.Config().get(key) !== undefined,
  isSecret: (key: string): boolean | undefined => {
    // Not in the SDK's types, but what its own classes ask.
    const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (fullKey: string) => boolean };
    return isConfigSecret?.(`${pulumi.getProject()}:${key}`);
  },
};
