import { cdk8sApp } from '../cli/cdk8s';
import { defineProgram } from '../cli/program';
import site from '../site';

/** Entry of `cdk8s synth`; see cdk8s.yaml. */
export default cdk8sApp(defineProgram({ site }));
