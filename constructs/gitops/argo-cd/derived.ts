import rendered from '../../../imports/charts/argo-cd.json';
import type { ChartDefinition } from '../../model/chart';
import type { DerivedObject } from '../../model/derived-object';
import { exclusionsWithout } from '../derived';
import { HEALTH_CHECKS } from '../health/derived';

/** Argo CD, which delivers itself like everything else once it runs. */
export const ARGO_CD = {
  system: 'argo-cd',
  release: 'argocd',
  namespace: 'argocd',
  podSecurity: 'restricted',
  fixed: {
    crds: {
      install: true,
      keep: true,
      // Nothing prunes the definitions of Argo CD itself, and with them every Application.
      annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false' },
    },
    // No identity provider is declared: the connector would idle.
    dex: { enabled: false },
    // As the namespace's default account it could not be told from anything else there.
    redis: { serviceAccount: { create: true } },
    server: { replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } },
    repoServer: { replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } },
    configs: {
      cm: HEALTH_CHECKS,
      // TLS ends at the ingress controller; with TLS of its own the server would redirect for ever.
      params: {
        'server.insecure': true,
        // Seconds. A sync waits for health, by default without an end, and sees no newer commit meanwhile: not the one either that
        // mends what it waits for.
        'controller.sync.timeout.seconds': 1800,
      },
    },
  },
  resources: {
    'application-controller': { path: 'controller.resources', cpu: '250m', cpuLimit: '2', memory: '1Gi' },
    'application-set': { path: 'applicationSet.resources', cpu: '50m', cpuLimit: '500m', memory: '256Mi' },
    notifications: { path: 'notifications.resources', cpu: '20m', cpuLimit: '200m', memory: '128Mi' },
    redis: { path: 'redis.resources', cpu: '50m', cpuLimit: '500m', memory: '128Mi' },
    'redis-secret-init': { path: 'redisSecretInit.resources', cpu: '10m', cpuLimit: '200m', memory: '64Mi' },
    'repo-server': { path: 'repoServer.resources', cpu: '100m', cpuLimit: '1', memory: '512Mi' },
    copyutil: { path: 'repoServer.copyutil.resources', cpu: '10m', cpuLimit: '200m', memory: '64Mi' },
    server: { path: 'server.resources', cpu: '50m', cpuLimit: '500m', memory: '256Mi' },
  },
  inputs: {
    domain: { path: 'global.domain', sample: 'argocd.sample.example' },
    exclusions: { path: 'configs.cm.resource\\.exclusions', sample: exclusionsWithout([]) },
  },
  exemptions: [],
  ignoredDifferences: [],
  rendered,
  runtime: () => RUNTIME,
} satisfies ChartDefinition;

/** Passwords that Argo CD makes for itself when it first runs. */
const RUNTIME: readonly DerivedObject[] = [
  {
    kind: 'Secret',
    namespace: 'argocd',
    name: 'argocd-redis',
    keys: ['auth'],
    source: 'cmd/argocd/commands/admin/redis_initial_password.go',
  },
  {
    kind: 'Secret',
    namespace: 'argocd',
    name: 'argocd-initial-admin-secret',
    keys: ['password'],
    source: 'util/settings/settings.go',
  },
];
