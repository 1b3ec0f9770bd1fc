/** How much pods of a namespace may ask of their node, from everything to least. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';
