export { emitYaml } from './emit';
export { MAX_DEPTH, refusalIn } from './refusal';
export { refusalOf } from './scalar';
export { UnrepresentableError } from './unrepresentable-error';
