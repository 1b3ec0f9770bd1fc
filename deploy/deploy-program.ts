import * as pulumi from '@pulumi/pulumi';
import type { RootConstruct } from 'constructs';
import { HostStack } from '../constructs/core/host-stack';
import { resolve, type Finding, type PlacedViolation } from '../constructs/model';
import { checkBundle, complete } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';
import type { Program } from '../synth/program';
import { attempt } from '../synth/render/attempt';
import { renderBundle } from '../synth/render/bundle';
import { configurationOf, configurationViolations } from './configuration';
import { deploy, hostResourcesOf, type DeployOptions } from './deploy';
import { findingsText } from './finding-text';
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
  const root = checkedStack(program, name);
  refuse(configurationViolations(configurationOf(hostResourcesOf(root)), CONFIGURATION));
  const failure = attempt(name, () => void deploy(root, options));
  refuse(failure === undefined ? [] : [failure], 'registering the resources stopped');
}

function checkedStack(program: Program, name: string): HostStack {
  let built: RootConstruct | undefined;
  const site = resolve(program.site);
  const bundle = renderBundle({
    ...program,
    stacks: (resolved) =>
      program.stacks(resolved).map((builder) => ({
        stack: builder.stack,
        build: () => {
          const root = builder.build();
          built = builder.stack === name ? root : built;
          return root;
        },
      })),
  });
  const selected = attempt(name, () => selectStack(program.stacks(site), name, site.name));
  refuse(selected === undefined ? [] : [selected]);
  report(checkBundle(bundle, RULES).findings.filter((finding) => concerns(finding, name)));
  return hostStackOf(built, name);
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
function concerns({ where }: Finding, stack: string): boolean {
  return where === stack || where.startsWith(`${stack}/`) || where.startsWith('site ');
}

function refuse(violations: readonly PlacedViolation[], outcome?: string): void {
  report(
    violations.map((violation) => complete(violation, RULES)),
    outcome,
  );
}

function report(findings: readonly Finding[], outcome = 'nothing was registered'): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  if (warnings.length > 0) {
    void pulumi.log.warn(findingsText(warnings));
  }
  if (errors.length > 0) {
    throw new pulumi.RunError(`${outcome}:\n\n${findingsText(errors)}`);
  }
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
