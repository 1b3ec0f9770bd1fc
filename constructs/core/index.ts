export { declareExternal, declareFlow, declareState } from './declare';
export { kubeObject, type KubeManifest, type ManifestOf } from './kube-object';
export { Namespace, type NamespaceProps } from './namespace';
export type { PodSecurityLevel } from '../model/pod-security';
export { VendoredManifests, type VendoredManifestsProps } from './vendored-manifests';
