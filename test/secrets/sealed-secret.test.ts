import { Chart, type App } from 'cdk8s';
import {
  resolve,
  sealedSecret,
  defineSite,
  type Bundle,
  type External,
  type Manifest,
  type SiteInput,
} from '../../constructs/model';
import { SealedSecret, type SealedSecretProps } from '../../constructs/secrets';
import { scopeAnnotations, scopeOf, secretOfSealedSecret } from '../../constructs/secrets/derived';
import { checkBundle } from '../../guardrails/engine/check';
import { EXAMPLE_SITE, exampleSiteWith } from '../../guardrails/engine/example-site';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { SEALED_VALUE } from '../../guardrails/engine/sealed-example';
import { RULES } from '../../guardrails/registry';
import { renderBundle } from '../../synth/render/bundle';
import grafanaAdmin from '../../site/secrets/grafana-admin.json';

const NAMESPACE_WIDE = 'sealedsecrets.bitnami.com/namespace-wide';

function render(props: Partial<SealedSecretProps> = {}): Bundle {
  const build = (app: App): void => {
    const given = { namespace: 'monitoring', encryptedData: { password: SEALED_VALUE }, ...props };
    new SealedSecret(new Chart(app, 'secrets'), 'grafana-admin', given);
  };
  return renderBundle({ site: EXAMPLE_SITE, charts: () => [{ app: 'secrets', build }], stacks: () => [] });
}

function only(bundle: Bundle): Manifest {
  expect(bundle.violations).toEqual([]);
  return bundle.objects[0]!.manifest;
}

describe('SealedSecret', () => {
  it('renders what it was given, strict and Opaque, without an annotation', () => {
    expect(only(render())).toEqual({
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'grafana-admin', namespace: 'monitoring' },
      spec: { encryptedData: { password: SEALED_VALUE }, template: { type: 'Opaque' } },
    });
  });

  it('renders scope and labels into the template, and the scope beside the name too', () => {
    const manifest = only(render({ scope: 'namespace-wide', labels: { app: 'grafana' }, name: 'other' }));
    expect(manifest.metadata).toEqual({
      name: 'other',
      namespace: 'monitoring',
      annotations: { [NAMESPACE_WIDE]: 'true' },
    });
    expect(manifest['spec']).toMatchObject({
      template: { metadata: { annotations: { [NAMESPACE_WIDE]: 'true' }, labels: { app: 'grafana' } } },
    });
  });

  it('keeps keys that every JavaScript object has', () => {
    const encryptedData = { constructor: SEALED_VALUE, toString: SEALED_VALUE } as unknown as Record<string, string>;
    expect(only(render({ encryptedData }))['spec']).toMatchObject({ encryptedData });
  });

  it('renders every secret of a site', () => {
    const { key: _key, ...secret } = resolve(EXAMPLE_SITE).secrets[0]!;
    expect(only(render(secret)).metadata).toEqual({ name: 'grafana-admin', namespace: 'monitoring' });
  });

  it('fails: a value in clear, which no finding repeats', () => {
    const { violations, objects } = render({ encryptedData: { password: 'hunter2hunter2' } });
    expect(objects).toEqual([]);
    expect(violations.map(({ rule }) => rule)).toEqual(['secrets/sealed-secret']);
    expect(JSON.stringify(violations)).not.toContain('hunter2');
  });
});

describe('what the controller makes', () => {
  const sealed = (spec: Record<string, unknown>): Manifest => ({ ...only(render()), spec });

  it('is a Secret of the same name, whatever the template says', () => {
    const template = { type: 'kubernetes.io/basic-auth', metadata: { name: 'other', namespace: 'other' } };
    const [secret] = secretOfSealedSecret(sealed({ encryptedData: { password: SEALED_VALUE }, template }));
    expect(secret).toMatchObject({ kind: 'Secret', namespace: 'monitoring', name: 'grafana-admin' });
    expect(secret?.manifest).toMatchObject({ type: 'kubernetes.io/basic-auth', metadata: { name: 'grafana-admin' } });
  });

  it('has the keys that are sealed and those of the template, each once', () => {
    const template = { data: { b: '{{ .a }}', a: 'x' } };
    const [secret] = secretOfSealedSecret(sealed({ encryptedData: { a: SEALED_VALUE }, template }));
    expect(secret?.keys).toEqual(['a', 'b']);
    expect(secret?.manifest).toMatchObject({ type: 'Opaque' });
  });

  it('has keys that nobody knows where the whole Secret is one value', () => {
    expect(secretOfSealedSecret(sealed({ data: SEALED_VALUE }))[0]?.keys).toBeUndefined();
  });

  it.each(['strict', 'namespace-wide', 'cluster-wide'] as const)('tells %s by annotations', (scope) => {
    expect(scopeOf(scopeAnnotations(scope))).toBe(scope);
  });
});

const HERE: readonly External[] = ['monitoring', 'apps'].map((name) => ({
  kind: 'Namespace',
  name,
  reason: 'by hand',
}));
const CONTROLLER: External = {
  kind: 'apiextensions.k8s.io/CustomResourceDefinition',
  name: 'sealedsecrets.bitnami.com',
  reason: 'with its controller',
};

function rulesOf(objects: readonly Manifest[], externals = [...HERE, CONTROLLER]): string[] {
  const { findings } = checkBundle(bundleOfRow({ name: 'row', objects, externals }), RULES);
  expect(JSON.stringify(findings)).not.toContain('hunter2');
  return findings.map(({ rule, path }) => `${rule} ${path}`);
}

function podWith(key: string): Manifest {
  const env = [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'grafana-admin', key } } }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'grafana', namespace: 'monitoring' },
    spec: { containers: [{ name: 'grafana', image: 'ghcr.io/example/grafana:12.0.0', env }] },
  };
}

describe('the rules together', () => {
  const sealed = only(render());

  it('have nothing to say of what the construct renders, with its controller', () => {
    expect(rulesOf([sealed])).toEqual([]);
  });

  it('know the Secret of a SealedSecret by its keys', () => {
    expect(rulesOf([sealed, podWith('password')])).toEqual([]);
    expect(rulesOf([sealed, podWith('passwort')])).toEqual([
      'structure/reference spec.containers[0].env[0].valueFrom.secretKeyRef.key',
    ]);
  });

  it('fails: a password in clear, told once and printed nowhere', () => {
    const spec = { encryptedData: { password: 'hunter2hunter2' } };
    expect(rulesOf([{ ...sealed, spec }])).toEqual(['secrets/ciphertext spec.encryptedData.password']);
  });

  it('fails: a password in clear that another field repeats', () => {
    const spec = { encryptedData: { password: 'hunter2hunter2' } };
    const metadata = { ...sealed.metadata, labels: { 'hunter2hunter2!': 'x' } };
    expect(rulesOf([{ ...sealed, metadata, spec }])).toEqual([
      'structure/label metadata.labels["<redacted>!"]',
      'secrets/ciphertext spec.encryptedData.password',
    ]);
  });

  it('fails: the same one twice, which is told once', () => {
    expect(new Set(rulesOf([sealed, sealed]))).toEqual(new Set(['structure/identity metadata.name']));
  });

  it('leave open who opens it while a part of the output is missing', () => {
    const row = bundleOfRow({ name: 'row', objects: [sealed], externals: HERE });
    const { findings } = checkBundle({ ...row, incomplete: ['home/platform'] }, RULES);
    expect(findings).toEqual([]);
  });

  it('fails: no controller', () => {
    expect(rulesOf([sealed], [...HERE])).toEqual(['structure/crd apiVersion', 'secrets/controller kind']);
  });
});

describe('a sealed Secret of the site', () => {
  it('is a file of rackproof seal', () => {
    const site: SiteInput = exampleSiteWith((example) => {
      example.secrets = { 'grafana-admin': { ...sealedSecret(grafanaAdmin), cluster: 'home' } };
    });
    expect(resolve(defineSite(site)).secrets).toMatchObject([
      { key: 'grafana-admin', name: 'grafana-admin', cluster: 'home', scope: 'strict', type: 'Opaque' },
    ]);
  });

  it('has its key for a name, and Opaque for a type', () => {
    const [secret] = resolve(EXAMPLE_SITE).secrets;
    expect(secret).toMatchObject({ key: 'grafana-admin', name: 'grafana-admin', type: 'Opaque' });
  });
});
