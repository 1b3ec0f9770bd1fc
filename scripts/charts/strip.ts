import { isRecord, listOf, recordOf } from '../../constructs/model/foreign';
import type { RenderedObject } from '../../constructs/model/chart';
import type { Manifest } from '../../constructs/model';
import { kindInfo } from '../../guardrails/schemas';
import type { HelmObject } from './helm';

type Fields = Readonly<Record<string, unknown>>;

/** Annotations that decide when Argo CD applies an object, and whether it may delete it. */
const KEPT_ANNOTATIONS = /^(helm\.sh\/(hook|hook-weight|hook-delete-policy|resource-policy)|argocd\.argoproj\.io\/.+)$/;

/** Leaves names, types and limits of an object; commands, scripts, dashboards and descriptions go. */
export function strip({ source, manifest }: HelmObject, namespace: string): RenderedObject {
  const { kind, apiVersion, metadata } = manifest;
  // A Service's decide how it is reached from outside.
  const kept = (key: string): boolean => kind === 'Service' || KEPT_ANNOTATIONS.test(key);
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => kept(key));
  const scope = kindInfo(apiVersion, kind)?.scope ?? 'Namespaced';
  const stripped = {
    apiVersion,
    kind,
    metadata: defined({
      name: metadata.name,
      namespace: scope === 'Namespaced' ? (metadata.namespace ?? namespace) : undefined,
      labels: metadata.labels,
      annotations: annotations.length === 0 ? undefined : Object.fromEntries(annotations),
    }),
    ...rest(manifest),
  } as Manifest;
  const keys = kind === 'ConfigMap' || kind === 'Secret' ? { keys: keysOf(manifest) } : {};
  const bytes = kind === 'CustomResourceDefinition' ? { bytes: Buffer.byteLength(JSON.stringify(manifest)) } : {};
  return { source, manifest: stripped, ...keys, ...bytes };
}

/** Whether Argo CD leaves an object out of every sync. */
export function isTest({ manifest }: HelmObject): boolean {
  const hooks = (manifest.metadata.annotations?.['helm.sh/hook'] ?? '').split(/\s*,\s*/);
  return hooks.every((hook) => hook === 'test' || hook === 'test-success' || hook === 'test-failure');
}

function keysOf({ data, binaryData, stringData }: Manifest): readonly string[] {
  return [data, binaryData, stringData].flatMap((part) => Object.keys(recordOf(part))).sort();
}

/** Everything of an object but its identity. */
function rest(manifest: Manifest): Fields {
  const { apiVersion: _version, kind, metadata: _metadata, status: _status, ...fields } = manifest;
  switch (kind) {
    case 'ConfigMap':
      return {};
    case 'Secret':
      return defined({ type: fields['type'] });
    case 'PrometheusRule':
      return {};
    case 'CustomResourceDefinition':
      return { spec: definition(recordOf(fields['spec'])) };
    case 'ValidatingWebhookConfiguration':
    case 'MutatingWebhookConfiguration':
      return { webhooks: listOf(fields['webhooks']).map((webhook) => webhookOf(recordOf(webhook))) };
    default:
      return podsIn(fields);
  }
}

function definition({ group, names, scope, versions }: Fields): Fields {
  const { kind, plural } = recordOf(names);
  const served = listOf(versions).map((version) => {
    const { name, served: isServed, storage } = recordOf(version);
    return { name, served: isServed, storage };
  });
  return { group, names: { kind, plural }, scope, versions: served };
}

function webhookOf(webhook: Fields): Fields {
  const { caBundle: _bundle, ...clientConfig } = recordOf(webhook['clientConfig']);
  return { ...webhook, clientConfig };
}

/** The same fields, with pod templates as far as they are known. */
function podsIn(fields: Fields): Fields {
  const spec = recordOf(fields['spec']);
  const { template, jobTemplate } = spec;
  if (isRecord(jobTemplate)) {
    return { ...fields, spec: { ...spec, jobTemplate: podsIn(jobTemplate) } };
  }
  const pods = recordOf(template);
  return isRecord(pods['spec'])
    ? {
        ...fields,
        spec: {
          ...spec,
          template: { metadata: { labels: recordOf(pods['metadata'])['labels'] }, spec: podSpec(pods['spec']) },
        },
      }
    : fields;
}

const LISTS = ['initContainers', 'containers'] as const;

function podSpec(spec: Fields): Fields {
  const lists = LISTS.filter((list) => spec[list] !== undefined && spec[list] !== null);
  const containers = Object.fromEntries(lists.map((list) => [list, listOf(spec[list]).map(containerOf)]));
  const volumes = spec['volumes'] === undefined ? {} : { volumes: listOf(spec['volumes']).map(volumeOf) };
  return { ...spec, ...containers, ...volumes };
}

/** Of a container: not what it runs with, but what it is, listens on, may do and may use, and what it reads its settings from. */
function containerOf(container: unknown): Fields {
  const { args: _args, command: _command, env, envFrom, lifecycle: _life, ...kept } = recordOf(container);
  const variables = listOf(env).flatMap(variableOf);
  return {
    ...kept,
    ...(variables.length === 0 ? {} : { env: variables }),
    ...(listOf(envFrom).length === 0 ? {} : { envFrom }),
  };
}

const READ_FROM = ['configMapKeyRef', 'secretKeyRef'] as const;

/** Of a variable: the ConfigMap or Secret that it comes from, if it does and nothing starts without. */
function variableOf(variable: unknown): Fields[] {
  const { name, valueFrom } = recordOf(variable);
  const reference = recordOf(valueFrom);
  return READ_FROM.flatMap((kind) =>
    reference[kind] === undefined || recordOf(reference[kind])['optional'] === true
      ? []
      : [{ name, valueFrom: { [kind]: reference[kind] } }],
  );
}

/** Of a volume: its name and where it comes from. */
function volumeOf(volume: unknown): Fields {
  const { name, configMap, ...source } = recordOf(volume);
  const { name: from, optional } = recordOf(configMap);
  return configMap === undefined ? { name, ...source } : { name, configMap: defined({ name: from, optional }) };
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
