import type { Manifest, Violation } from '../../constructs/model';
import { caSecretName } from '../../constructs/postgres/derived';
import { listOf, recordOf } from '../engine/fields';
import { inNamespace, type Filing } from '../engine/filing';
import type { ObjectIndex } from '../engine/object-index';
import { containerFields, podFields, POD_KINDS } from '../engine/pods';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const client = (pod: object, container: object = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'wiki', namespace: 'databases' },
  spec: {
    selector: { matchLabels: { app: 'wiki' } },
    template: {
      metadata: { labels: { app: 'wiki' } },
      spec: { containers: [{ name: 'wiki', image: 'ghcr.io/example/wiki:2.1.0', ...container }], ...pod },
    },
  },
});

const EXPECTED = 'the key ca.crt alone';

/** The Secret that clients take the certificate from also holds the key that signs them. */
export default defineGuardrail<Manifest>({
  kind: POD_KINDS,
  severity: 'error',
  summary: "a pod that trusts a Cluster's certificates gets the certificate of the authority, never its key",
  lesson: 'article 00, section 5, takes ca.crt out of pg-main-ca by hand, which is right; mounting the Secret is not',
  why: 'with ca.key a client makes itself certificates: of the server, and of the replication user, who reads everything',
  fix: 'project the one key: items: [{key: ca.crt, path: ca.crt}]',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/certificates/',
  check: (manifest, index) => [...environmentsOf(manifest, index), ...volumesOf(manifest, index)],
  valid: [
    {
      name: 'the certificate alone, from a Secret and from a projected volume',
      objects: [
        client({
          volumes: [
            { name: 'ca', secret: { secretName: 'pg-main-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
            {
              name: 'pg',
              projected: { sources: [{ secret: { name: 'pg-main-ca', items: [{ key: 'ca.crt', path: 'ca.crt' }] } }] },
            },
          ],
        }),
        clusterRow(),
      ],
    },
    {
      name: 'the Secret with the credentials, and one that only has such a name',
      objects: [
        client({
          volumes: [
            { name: 'app', secret: { secretName: 'pg-main-app' } },
            { name: 'company', secret: { secretName: 'company-ca' } },
          ],
        }),
        clusterRow(),
      ],
    },
  ],
  invalid: [
    {
      name: 'the whole Secret as a volume',
      objects: [client({ volumes: [{ name: 'ca', secret: { secretName: 'pg-main-ca' } }] }), clusterRow()],
      findings: [{ at: 'spec.template.spec.volumes[0].secret', got: 'every key of pg-main-ca' }],
    },
    {
      name: 'the key among the items of a projected volume',
      objects: [
        client({
          volumes: [
            {
              name: 'pg',
              projected: {
                sources: [
                  {
                    secret: {
                      name: 'pg-main-ca',
                      items: [
                        { key: 'ca.crt', path: 'ca.crt' },
                        { key: 'ca.key', path: 'ca.key' },
                      ],
                    },
                  },
                ],
              },
            },
          ],
        }),
        clusterRow(),
      ],
      findings: [{ at: 'spec.template.spec.volumes[0].projected.sources[0].secret', got: 'ca.key of pg-main-ca' }],
    },
    {
      name: 'in the environment, whole and by its key',
      objects: [
        client(
          {},
          {
            env: [{ name: 'CA_KEY', valueFrom: { secretKeyRef: { name: 'pg-main-ca', key: 'ca.key' } } }],
            envFrom: [{ secretRef: { name: 'pg-main-ca' } }],
          },
        ),
        clusterRow(),
      ],
      findings: [
        { at: 'spec.template.spec.containers[0].envFrom[0].secretRef', got: 'every key of pg-main-ca' },
        { at: 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef', got: 'ca.key of pg-main-ca' },
      ],
    },
  ],
});

function volumesOf(manifest: Manifest, index: ObjectIndex): Violation[] {
  return ['spec.volumes[].secret', 'spec.volumes[].projected.sources[].secret']
    .flatMap((path) => podFields(manifest, path))
    .flatMap(({ at, value }) => {
      const { secretName, name = secretName, items } = recordOf(value);
      return isCa(name, manifest, index)
        ? leaked(
            at,
            name,
            listOf(items).map((item) => recordOf(item)['key']),
          )
        : [];
    });
}

function environmentsOf(manifest: Manifest, index: ObjectIndex): Violation[] {
  return ['env[].valueFrom.secretKeyRef', 'envFrom[].secretRef']
    .flatMap((path) => containerFields(manifest, path))
    .flatMap(({ at, value }) => {
      const { name, key } = recordOf(value);
      return isCa(name, manifest, index) ? leaked(at, name, key === undefined ? [] : [key]) : [];
    });
}

/** No keys mean all of them. */
function leaked(at: string, name: string, keys: readonly unknown[]): Violation[] {
  if (keys.length === 0) {
    return [{ at, got: `every key of ${name}`, expected: EXPECTED }];
  }
  return keys.includes('ca.key') ? [{ at, got: `ca.key of ${name}`, expected: EXPECTED }] : [];
}

function isCa(name: unknown, { metadata: { namespace } }: Manifest, index: ObjectIndex): name is string {
  return typeof name === 'string' && index.filed(BY_CA_SECRET, inNamespace(namespace, name)).length > 0;
}

const BY_CA_SECRET: Filing = {
  kind: 'postgresql.cnpg.io/Cluster',
  keysOf: ({ manifest: { metadata } }) => [inNamespace(metadata.namespace, caSecretName(metadata.name))],
};
