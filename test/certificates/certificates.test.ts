import { Certificate, SelfSignedAuthority } from '../../constructs/certificates';
import type { Manifest } from '../../constructs/model';
import { derivedObjects } from '../../guardrails/engine/derived-objects';
import { findings, manifest, render } from '../storage/fixture';

const KEY = { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' };

describe('SelfSignedAuthority', () => {
  const bundle = render((chart) => {
    const authority = new SelfSignedAuthority(chart, 'authority');
    expect(authority.issuer).toEqual({ kind: 'ClusterIssuer', name: 'internal' });
    expect(authority.secretName).toBe('internal-ca');
  });

  it('certifies its own key, in the namespace where ClusterIssuers look', () => {
    expect(manifest(bundle, 'Issuer')).toMatchObject({
      metadata: { name: 'internal-bootstrap', namespace: 'cert-manager' },
      spec: { selfSigned: {} },
    });
    expect(manifest(bundle, 'Certificate')).toMatchObject({
      metadata: {
        name: 'internal-ca',
        namespace: 'cert-manager',
        annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      },
      spec: {
        isCA: true,
        commonName: 'internal authority',
        secretName: 'internal-ca',
        issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'internal-bootstrap' },
        duration: '87600h',
        renewBefore: '8760h',
        privateKey: KEY,
      },
    });
  });

  it('signs for every namespace with that key', () => {
    expect(manifest(bundle, 'ClusterIssuer')).toMatchObject({
      metadata: { name: 'internal' },
      spec: { ca: { secretName: 'internal-ca' } },
    });
  });

  it('keeps every rule', () => {
    expect(findings(bundle)).toEqual([]);
  });

  it('takes a name and times', () => {
    const other = render((chart) => {
      new SelfSignedAuthority(chart, 'authority', {
        name: 'lab',
        commonName: 'Lab',
        durationDays: 100,
        renewBeforeDays: 50,
      });
    });
    expect(manifest(other, 'Certificate')).toMatchObject({
      metadata: { name: 'lab-ca' },
      spec: { commonName: 'Lab', duration: '2400h', renewBefore: '1200h', issuerRef: { name: 'lab-bootstrap' } },
    });
    expect(manifest(other, 'ClusterIssuer')).toMatchObject({
      metadata: { name: 'lab' },
      spec: { ca: { secretName: 'lab-ca' } },
    });
  });
});

describe('Certificate', () => {
  it('is issued by an authority, with a new key each time, and its Secret is found', () => {
    const bundle = render((chart) => {
      const { issuer } = new SelfSignedAuthority(chart, 'authority');
      const { secretName } = new Certificate(chart, 'db', {
        namespace: 'databases',
        issuer,
        dnsNames: ['db.home.arpa'],
      });
      expect(secretName).toBe('db');
    });
    const [certificate] = bundle.objects.filter(({ manifest: { metadata } }) => metadata.name === 'db');
    expect(certificate?.manifest).toMatchObject({
      metadata: { namespace: 'databases' },
      spec: {
        secretName: 'db',
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'internal' },
        dnsNames: ['db.home.arpa'],
        duration: '2160h',
        renewBefore: '720h',
        privateKey: KEY,
      },
    });
    expect(findings(bundle)).toEqual([]);
  });

  it('takes every setting', () => {
    const bundle = render((chart) => {
      new Certificate(chart, 'client', {
        namespace: 'databases',
        name: 'replication',
        secretName: 'replication-tls',
        issuer: { kind: 'Issuer', name: 'postgres' },
        dnsNames: ['streaming-replica', '*.databases.svc'],
        durationDays: 30,
        renewBeforeDays: 20,
        usages: ['client auth'],
      });
    });
    expect(manifest(bundle, 'Certificate')).toMatchObject({
      metadata: { name: 'replication' },
      spec: {
        secretName: 'replication-tls',
        issuerRef: { kind: 'Issuer', name: 'postgres' },
        duration: '720h',
        renewBefore: '480h',
        usages: ['client auth'],
      },
    });
  });
});

describe('what cert-manager creates', () => {
  const object = (kind: string, spec: object, namespace?: string): Manifest => ({
    apiVersion: 'cert-manager.io/v1',
    kind,
    metadata: { name: 'one', ...(namespace === undefined ? {} : { namespace }) },
    spec,
  });

  it.each([
    ['a certificate', {}, ['tls.crt', 'tls.key', 'ca.crt']],
    [
      'other forms of it',
      { additionalOutputFormats: [{ type: 'DER' }, { type: 'CombinedPEM' }] },
      ['tls.crt', 'tls.key', 'ca.crt', 'key.der', 'tls-combined.pem'],
    ],
    [
      'key stores',
      { keystores: { jks: { create: true }, pkcs12: { create: true } } },
      ['tls.crt', 'tls.key', 'ca.crt', 'keystore.jks', 'truststore.jks', 'keystore.p12', 'truststore.p12'],
    ],
    ['a key store that is switched off', { keystores: { jks: { create: false } } }, ['tls.crt', 'tls.key', 'ca.crt']],
  ])('the Secret of %s', (_title, spec, keys) => {
    expect(derivedObjects(object('Certificate', { secretName: 'wiki-tls', ...spec }, 'wiki'))).toMatchObject([
      { kind: 'Secret', namespace: 'wiki', name: 'wiki-tls', keys },
    ]);
  });

  it('the account of an issuer, where the issuer looks for Secrets', () => {
    const spec = { acme: { privateKeySecretRef: { name: 'account' } } };
    expect(derivedObjects(object('ClusterIssuer', spec))).toMatchObject([
      { kind: 'Secret', namespace: 'cert-manager', name: 'account', keys: ['tls.key'] },
    ]);
    expect(derivedObjects(object('Issuer', spec, 'wiki'))).toMatchObject([
      { kind: 'Secret', namespace: 'wiki', name: 'account' },
    ]);
    expect(derivedObjects(object('Issuer', { selfSigned: {} }, 'wiki'))).toEqual([]);
  });
});
