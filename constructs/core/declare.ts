import type { Construct } from 'constructs';
import { DECLARATION } from '../model/declaration';
import type { External } from '../model/external';
import type { Flow } from '../model/flow';
import type { StateUnit } from '../model/state-unit';

/** Declares traffic that must be possible. */
export function declareFlow(scope: Construct, flow: Flow): void {
  scope.node.addMetadata(DECLARATION.flow, flow);
}

/** Declares state that would be missed. */
export function declareState(scope: Construct, unit: StateUnit): void {
  scope.node.addMetadata(DECLARATION.state, unit);
}

/** Declares that something the output refers to lives elsewhere, with the reason. */
export function declareExternal(scope: Construct, thing: External): void {
  scope.node.addMetadata(DECLARATION.external, thing);
}
