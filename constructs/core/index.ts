export { declareExternal, declareFlow, declareState } from './declare';
export { kubeObject, type KubeManifest, type ManifestOf } from './kube-object';
export { Namespace, type NamespaceProps, type PodSecurityLevel } from './namespace';
export { VendoredManifests, type VendoredManifestsProps } from './vendored-manifests';
