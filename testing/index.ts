export { count, find, findAll, matches, type Query } from './find';
export { findingsOf, renderChart, renderHostStack } from './render';
export { manifestSerializer } from './serializer';
