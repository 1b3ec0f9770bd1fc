import { cdk8sApp, defineProgram } from 'rackproof';
import site from '../site/home';
import { WikiChart } from './wiki';

export default cdk8sApp(
  defineProgram({
    site,
    charts: (resolved, cluster) => [
      { app: 'wiki', build: (app) => new WikiChart(app, 'wiki', { site: resolved, cluster }) },
    ],
  }),
);
