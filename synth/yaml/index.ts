export { emitYaml, MAX_DEPTH } from './emit';
export { UnrepresentableError } from './unrepresentable-error';
