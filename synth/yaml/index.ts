export { emitYaml } from './emit';
export { isPlainObject, MAX_DEPTH, refusalIn } from './refusal';
export { refusalOf } from './scalar';
export { UnrepresentableError } from './unrepresentable-error';
