import { App, type Chart } from 'cdk8s';
import type { RootConstruct } from 'constructs';
import type { Finding, HostObject, Manifest } from '../constructs/model';
import { checkBundle } from '../guardrails/engine/check';
import { RULES } from '../guardrails/registry';
import type { Program } from '../synth/program';
import { renderBundle } from '../synth/render/bundle';
import { renderStack } from '../synth/render/host';
import { renderApp } from '../synth/render/kube';

/**
 * Renders charts as `rackproof synth` does, without checking them.
 *
 * @throws Error if an object cannot be rendered.
 */
export function renderChart(build: (app: App) => Chart): readonly Manifest[] {
  const app = new App();
  build(app);
  const { leaves, violations } = renderApp(app, 'test');
  refuse(violations);
  return leaves.map(({ manifest }) => manifest);
}

/**
 * Renders a host stack as `plan.json` holds it, without checking it.
 *
 * @throws Error if its dependencies form a cycle.
 */
export function renderHostStack(stack: RootConstruct): readonly HostObject[] {
  const { leaves, violations } = renderStack(stack);
  refuse(violations);
  return leaves;
}

/** Every finding of a program: for a test that expects none, or exactly one. */
export function findingsOf(program: Program): readonly Finding[] {
  return checkBundle(renderBundle(program), RULES).findings;
}

function refuse(violations: ReturnType<typeof renderApp>['violations']): void {
  const [first] = violations;
  if (first !== undefined) {
    const { where, violation } = first;
    throw new Error(`${where}: ${violation.at}: got ${violation.got}, expected ${violation.expected}`);
  }
}
