import { ApiObject, JsonPatch, Size, type ApiObjectMetadata } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import type { Construct } from 'constructs';
import type { ConfigMap, ServiceAccount } from '../../imports/core/v1';
import { kubeObject } from '../core/kube-object';
import { VERSIONS } from '../model/versions';
import { PGADMIN_LABELS } from './flows';
import type { PgAdminProps } from './pg-admin-props';
import { authorityFile, AUTHORITIES, AUTHORITIES_PATH, serversJson } from './servers';

/** Port on which the container listens; the default, 80, needs a capability. */
export const CONTAINER_PORT = 8080;

/** Port of the Service. */
export const SERVICE_PORT = 80;

/** User of the image. */
const UID = 5050;

/** Name of everything here, but for the list of servers. */
export const NAME = 'pgadmin';

const SERVERS = `${NAME}-servers`;

const LOGIN_PATH = '/run/login';
const CONFIG_PATH = '/etc/pgadmin';

/**
 * The image at its pinned version.
 *
 * @see https://github.com/pgadmin-org/pgadmin4/blob/REL-9_17/pkg/helm/values.yaml
 */
export const PGADMIN_IMAGE = `docker.io/dpage/pgadmin4:${VERSIONS.systems.pgadmin.app}`;

/** What the container is told. @see https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html */
function environment({ login: { email, key = 'password' } }: PgAdminProps): Readonly<Record<string, string>> {
  return {
    PGADMIN_DEFAULT_EMAIL: email,
    PGADMIN_DEFAULT_PASSWORD_FILE: `${LOGIN_PATH}/${key}`,
    PGADMIN_LISTEN_PORT: String(CONTAINER_PORT),
    // It would be started by sudo, which nothing here may use.
    PGADMIN_DISABLE_POSTFIX: 'true',
    PGADMIN_SERVER_JSON_FILE: `${CONFIG_PATH}/servers.json`,
    PGADMIN_REPLACE_SERVERS_ON_STARTUP: 'True',
    // Written at every start; the image is read-only.
    PGADMIN_CUSTOM_CONFIG_DISTRO_FILE: '/tmp/config_distro.py',
    // Domains that the Internet does not know are as good as any in a site of one's own.
    PGADMIN_CONFIG_GLOBALLY_DELIVERABLE: 'False',
    PGADMIN_CONFIG_ALLOW_SPECIAL_EMAIL_DOMAINS: "['arpa', 'example', 'local', 'test']",
    PGADMIN_CONFIG_UPGRADE_CHECK_ENABLED: 'False',
    PGADMIN_CONFIG_ALLOW_SAVE_PASSWORD: 'False',
    PGADMIN_CONFIG_SHARED_STORAGE: `[{'name': '${AUTHORITIES}', 'path': '${AUTHORITIES_PATH}', 'restricted_access': True}]`,
  };
}

interface Mounts {
  readonly volumes: readonly kplus.Volume[];
  readonly mounts: readonly kplus.VolumeMount[];
}

function mountsOf(scope: Construct, props: PgAdminProps): Mounts {
  const { namespace, login, servers = [] } = props;
  const { key = 'password' } = login;
  kubeObject<ConfigMap>(scope, 'Servers', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: SERVERS, namespace },
    data: { 'servers.json': serversJson(servers) },
  });
  const config = kplus.ConfigMap.fromConfigMapName(scope, 'ServersReference', SERVERS);
  const secret = kplus.Secret.fromSecretName(scope, 'Login', login.secretName);
  const all = [
    { path: '/var/lib/pgadmin', volume: kplus.Volume.fromEmptyDir(scope, 'DataVolume', 'data') },
    { path: '/tmp', volume: kplus.Volume.fromEmptyDir(scope, 'TmpVolume', 'tmp') },
    {
      path: CONFIG_PATH,
      volume: kplus.Volume.fromConfigMap(scope, 'ServersVolume', config, { name: 'servers' }),
      readOnly: true,
    },
    {
      path: LOGIN_PATH,
      // That key alone: the Secret may hold more.
      volume: kplus.Volume.fromSecret(scope, 'LoginVolume', secret, { name: 'login', items: { [key]: { path: key } } }),
      readOnly: true,
    },
  ];
  return { volumes: all.map(({ volume }) => volume), mounts: all };
}

function account(scope: Construct, metadata: ApiObjectMetadata): kplus.IServiceAccount {
  kubeObject<ServiceAccount>(scope, 'ServiceAccount', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  });
  return kplus.ServiceAccount.fromServiceAccountName(scope, 'Account', NAME);
}

function container(props: PgAdminProps, mounts: Mounts['mounts']): kplus.ContainerProps {
  const ping = { port: CONTAINER_PORT };
  return {
    name: 'pgadmin',
    image: PGADMIN_IMAGE,
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
    ports: [{ number: CONTAINER_PORT, name: 'http' }],
    envVariables: Object.fromEntries(
      Object.entries(environment(props)).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)]),
    ),
    volumeMounts: [...mounts],
    readiness: kplus.Probe.fromHttpGet('/misc/ping', ping),
    liveness: kplus.Probe.fromHttpGet('/misc/ping', { ...ping, failureThreshold: 6 }),
    // The first start makes a database and takes its time.
    startup: kplus.Probe.fromHttpGet('/misc/ping', { ...ping, failureThreshold: 30 }),
    securityContext: {
      user: UID,
      group: UID,
      ensureNonRoot: true,
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
    resources: { cpu: {}, memory: { request: Size.mebibytes(1) } },
  };
}

/** Defines the Deployment of pgAdmin, one pod of it, with its account and its list of servers. */
export function deployment(scope: Construct, props: PgAdminProps): kplus.Deployment {
  const { namespace } = props;
  const metadata = { name: NAME, namespace, labels: PGADMIN_LABELS };
  const { volumes, mounts } = mountsOf(scope, props);
  const workload = new kplus.Deployment(scope, 'Deployment', {
    metadata,
    // Its sessions and settings are files of one pod.
    replicas: 1,
    strategy: kplus.DeploymentStrategy.recreate(),
    podMetadata: { labels: PGADMIN_LABELS },
    select: false,
    serviceAccount: account(scope, metadata),
    automountServiceAccountToken: false,
    securityContext: { user: UID, group: UID, fsGroup: UID, ensureNonRoot: true },
    volumes: [...volumes],
    containers: [container(props, mounts)],
  });
  workload.select(kplus.LabelSelector.of({ labels: { ...PGADMIN_LABELS } }));
  patch(workload, props);
  return workload;
}

/** What cdk8s-plus has no property for, or would write in units of its own. */
function patch(workload: kplus.Deployment, { resources, servers = [] }: PgAdminProps): void {
  const { cpu = '500m', memory = '512Mi' } = resources ?? {};
  const amounts = { cpu, memory };
  const pod = '/spec/template/spec';
  const container = `${pod}/containers/0`;
  const mounts = servers.length === 0 ? [] : [{ name: AUTHORITIES, mountPath: AUTHORITIES_PATH, readOnly: true }];
  ApiObject.of(workload).addJsonPatch(
    JsonPatch.add(`${container}/resources`, { requests: amounts, limits: amounts }),
    ...mounts.map((mount) => JsonPatch.add(`${container}/volumeMounts/-`, mount)),
    ...(servers.length === 0 ? [] : [JsonPatch.add(`${pod}/volumes/-`, authorities(servers))]),
    // What is written there counts as memory of nobody, and fills the disk of the node.
    JsonPatch.add(`${pod}/volumes/0/emptyDir`, { sizeLimit: '1Gi' }),
    JsonPatch.add(`${pod}/volumes/1/emptyDir`, { sizeLimit: '256Mi' }),
  );
}

/** Certificates of the servers' authorities, one key of each Secret. */
function authorities(servers: NonNullable<PgAdminProps['servers']>): Readonly<Record<string, unknown>> {
  return {
    name: AUTHORITIES,
    projected: {
      sources: servers.map(({ authority: { secretName, key = 'ca.crt' } }, index) => ({
        secret: { name: secretName, items: [{ key, path: authorityFile(index) }] },
      })),
    },
  };
}
