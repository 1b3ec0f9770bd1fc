export { emitYaml, MAX_DEPTH } from './emit';
export { refusalOf } from './scalar';
export { UnrepresentableError } from './unrepresentable-error';
