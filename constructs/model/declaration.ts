/**
 * Keys of the construct metadata that carries what only a construct knows. Constructs write it, the renderer reads it;
 * neither needs the other.
 */
export const DECLARATION = {
  external: 'rackproof:external',
  flow: 'rackproof:flow',
  state: 'rackproof:state',
} as const;

/** Annotation prefix of a waiver: `waive.rackproof/postgres.guaranteed-qos: <reason>`. */
export const WAIVE_PREFIX = 'waive.rackproof/';
