export { deploy, type DeployOptions } from './deploy';
export { deployProgram } from './deploy-program';
export type { SdkPackages } from './type-token';
