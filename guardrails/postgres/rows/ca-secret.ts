import type { Manifest } from '../../../constructs/model';
import type { Invalid, Row } from '../../rule';
import { clusterRow } from './cluster';

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

/** Servers with a certificate of an issuer: cert-manager puts the authority and the key into one Secret. */
const OF_ISSUER = clusterRow({
  certificates: { serverTLSSecret: 'pg-main-server-tls', serverCASecret: 'pg-main-server-tls' },
});

const sealed = (name: string, keys: readonly string[]): Manifest => ({
  apiVersion: 'bitnami.com/v1alpha1',
  kind: 'SealedSecret',
  metadata: { name, namespace: 'databases' },
  spec: { encryptedData: Object.fromEntries(keys.map((key) => [key, 'AgBy3i4OJSWK'])) },
});

export const VALID: readonly Row[] = [
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
  {
    name: 'the one file of a volume',
    objects: [
      client(
        { volumes: [{ name: 'ca', secret: { secretName: 'pg-main-ca' } }] },
        { volumeMounts: [{ name: 'ca', mountPath: '/pg/ca.crt', subPath: 'ca.crt' }] },
      ),
      clusterRow(),
    ],
  },
  {
    name: 'an authority of your own, whose Secret is a certificate alone',
    objects: [
      client({ volumes: [{ name: 'ca', secret: { secretName: 'company-ca' } }] }),
      clusterRow({ certificates: { serverCASecret: 'company-ca', serverTLSSecret: 'pg-main-tls' } }),
      sealed('company-ca', ['ca.crt']),
    ],
  },
];

export const INVALID: readonly (Row & Invalid)[] = [
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
  {
    name: 'the Secret of a certificate of an issuer, whole, and its key',
    objects: [
      client(
        { volumes: [{ name: 'ca', secret: { secretName: 'pg-main-server-tls' } }] },
        { env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'pg-main-server-tls', key: 'tls.key' } } }] },
      ),
      OF_ISSUER,
    ],
    findings: [
      {
        at: 'spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef',
        got: 'tls.key of pg-main-server-tls',
      },
      { at: 'spec.template.spec.volumes[0].secret', got: 'every key of pg-main-server-tls' },
    ],
  },
  {
    name: 'the certificate that the operator made the servers, and an authority of your own with its key',
    objects: [
      client({
        volumes: [
          { name: 'server', secret: { secretName: 'pg-main-server' } },
          { name: 'ca', secret: { secretName: 'company-ca' } },
        ],
      }),
      clusterRow({ certificates: { serverCASecret: 'company-ca' } }),
      sealed('company-ca', ['ca.crt', 'ca.key']),
    ],
    findings: [
      { at: 'spec.template.spec.volumes[0].secret', got: 'every key of pg-main-server' },
      { at: 'spec.template.spec.volumes[1].secret', got: 'every key of company-ca' },
    ],
  },
  {
    name: 'a file of a volume in one container, the whole volume in another',
    objects: [
      client({
        volumes: [{ name: 'ca', secret: { secretName: 'pg-main-ca' } }],
        containers: [
          {
            name: 'wiki',
            image: 'ghcr.io/example/wiki:2.1.0',
            volumeMounts: [{ name: 'ca', mountPath: '/pg/ca.crt', subPath: 'ca.crt' }],
          },
          {
            name: 'sync',
            image: 'ghcr.io/example/sync:2.1.0',
            volumeMounts: [{ name: 'ca', mountPath: '/pg' }],
          },
        ],
      }),
      clusterRow(),
    ],
    findings: [{ at: 'spec.template.spec.volumes[0].secret', got: 'every key of pg-main-ca' }],
  },
];
