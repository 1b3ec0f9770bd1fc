import rendered from '../../../imports/charts/plugin-barman-cloud.json';
import type { ChartDefinition } from '../../model/chart';

/** The Barman Cloud plugin of CloudNativePG: backups into object stores. It talks to the operator, in its namespace. */
export const PLUGIN_BARMAN_CLOUD = {
  system: 'plugin-barman-cloud',
  release: 'plugin-barman-cloud',
  namespace: 'cnpg-system',
  podSecurity: 'restricted',
  fixed: {},
  resources: {
    plugin: { path: 'resources', cpu: '50m', cpuLimit: '500m', memory: '128Mi' },
  },
  inputs: {},
  exemptions: [],
  ignoredDifferences: [],
  rendered,
} satisfies ChartDefinition;
