export { AppProject, type AppProjectProps, type GroupKind } from './app-project';
export { Application, sourcePath, type ApplicationProps } from './application';
export { HelmApplication, type HelmApplicationProps } from './helm-application';
export { chartRepository, objectsOfInstall, type HelmInstall } from './helm-install';
export { RemoteClusters, type RemoteClustersProps } from './remote-clusters';
export { wavesOf, type Ordered } from './waves';
