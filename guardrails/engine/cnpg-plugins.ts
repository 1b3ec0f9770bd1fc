/** Label of the Service of a plugin of CloudNativePG; its value is the name that Clusters call it by. */
export const PLUGIN_LABEL = 'cnpg.io/pluginName';
