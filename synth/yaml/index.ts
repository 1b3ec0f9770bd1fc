export { emitYaml } from './emit';
export { UnrepresentableError } from './unrepresentable-error';
