import { defineProgram } from '../cli/program';
import { deployProgram } from '../deploy';
import site from '../site';

/** Entry of `pulumi up`; see Pulumi.yaml. */
deployProgram(defineProgram({ site }));
