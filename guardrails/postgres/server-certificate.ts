import type { Manifest, Violation } from '../../constructs/model';
import { listOf, recordOf, textOf, valueAt } from '../engine/fields';
import { defineGuardrail } from '../rule';
import { clusterRow } from './rows/cluster';

const AT = 'spec.certificates';

/** Certificates of your own come in pairs with their authority. */
export default defineGuardrail<Manifest>({
  kind: 'postgresql.cnpg.io/Cluster',
  severity: 'error',
  summary: 'a Cluster with a certificate of its own names the authority that signed it, and no further names',
  why: 'the operator refuses the whole Cluster: it cannot sign for an authority that it does not know, nor add names to a certificate that it did not make',
  fix: 'name the Secret with ca.crt of the authority; cert-manager puts it into the Secret of the certificate itself',
  waive: 'never',
  source: 'https://cloudnative-pg.io/documentation/current/certificates/#user-provided-certificates-mode',
  check: (manifest) => faultsOf(recordOf(valueAt(manifest, ['spec', 'certificates']))),
  valid: [
    {
      name: 'a certificate of an issuer, whose Secret has the authority as well',
      objects: [clusterRow({ certificates: { serverTLSSecret: 'pg-main-tls', serverCASecret: 'pg-main-tls' } })],
    },
    {
      name: 'more names for the certificate of the operator',
      objects: [clusterRow({ certificates: { serverTLSSecret: '', serverAltDNSNames: ['pg.home.example'] } })],
    },
    {
      name: 'an authority that signs in the place of the one of the operator',
      objects: [clusterRow({ certificates: { serverCASecret: 'company-ca', clientCASecret: 'company-ca' } })],
    },
  ],
  invalid: [
    {
      name: 'a certificate of the servers without its authority',
      objects: [clusterRow({ certificates: { serverTLSSecret: 'pg-main-tls', serverCASecret: '' } })],
      findings: [{ at: 'spec.certificates.serverCASecret', got: 'nothing, and serverTLSSecret is pg-main-tls' }],
    },
    {
      name: 'further names for a certificate that the operator does not make',
      objects: [
        clusterRow({
          certificates: {
            serverTLSSecret: 'pg-main-tls',
            serverCASecret: 'pg-main-tls',
            serverAltDNSNames: ['pg.home.example'],
          },
        }),
      ],
      findings: [{ at: 'spec.certificates.serverAltDNSNames', got: '1, and serverTLSSecret is pg-main-tls' }],
    },
    {
      name: 'a certificate of replicas without the authority of clients',
      objects: [clusterRow({ certificates: { replicationTLSSecret: 'pg-main-replication-tls' } })],
      findings: [
        {
          at: 'spec.certificates.clientCASecret',
          got: 'nothing, and replicationTLSSecret is pg-main-replication-tls',
        },
      ],
    },
  ],
});

/** @see https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/internal/webhook/v1/cluster_webhook.go validateCerts */
function faultsOf(certificates: Readonly<Record<string, unknown>>): readonly Violation[] {
  const names = listOf(certificates['serverAltDNSNames']).length;
  const server = textOf(certificates['serverTLSSecret']);
  const surplus: Violation = {
    at: `${AT}.serverAltDNSNames`,
    got: `${names}, and serverTLSSecret is ${server}`,
    expected: 'no names here',
    fix: 'ask for the names where the certificate is made: spec.dnsNames of a Certificate',
  };
  return [
    ...(server === undefined || names === 0 ? [] : [surplus]),
    ...withoutAuthority(certificates, 'serverTLSSecret', 'serverCASecret'),
    ...withoutAuthority(certificates, 'replicationTLSSecret', 'clientCASecret'),
  ];
}

function withoutAuthority(
  certificates: Readonly<Record<string, unknown>>,
  certificate: string,
  authority: string,
): readonly Violation[] {
  const secret = textOf(certificates[certificate]);
  return secret === undefined || textOf(certificates[authority]) !== undefined
    ? []
    : [
        {
          at: `${AT}.${authority}`,
          got: `nothing, and ${certificate} is ${secret}`,
          expected: 'the Secret with the authority of that certificate',
        },
      ];
}
