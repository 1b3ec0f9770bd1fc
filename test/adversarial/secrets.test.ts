import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { HostResource, HostStack, hostType } from '../../constructs/proxmox';
import { SpecError } from '../../constructs/model';
import type { Run } from '../../cli/run';
import { plaintextConfiguration } from '../../guardrails/engine/pulumi-files';
import { Scrubber } from '../../guardrails/engine/scrub';
import { literalSecrets } from '../../guardrails/engine/secrets';
import type { StackBuilder } from '../../synth/program';
import {
  configMap,
  deployment,
  everythingPrinted,
  runCharts,
  runManifests,
  structureFindings,
  type AnyManifest,
} from './judge';

const secret = (fields: Readonly<Record<string, unknown>>): AnyManifest => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'login', namespace: 'apps' },
  ...fields,
});

/** No two of these share a part: whichever leaks is known by its text. */
const canary = (place: string): string => `canary-${place.replaceAll(/[^a-z]/g, '')}-Zq7x`;

describe('secrets', () => {
  it('fails: secrets-01, stringData, which is printed nowhere', () => {
    const result = runManifests(secret({ stringData: { password: 'hunter2-XYZZY' } }));
    const [finding, ...more] = structureFindings(result);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ rule: 'structure/plaintext-secret', path: 'stringData.password' });
    expect(finding!.fix).toContain('SealedSecret');
    expect(everythingPrinted(result)).not.toContain('hunter2');
  });

  it('secrets-02: a token in the environment is in no output, even when an error quotes it', () => {
    const token = `cf-${'A'.repeat(40)}`;
    process.env['CLOUDFLARE_API_TOKEN'] = token;
    try {
      expect(everythingPrinted(runManifests(configMap()))).not.toContain(token);
      const crash = runCharts({
        row: () => {
          throw new Error(`request failed: ${JSON.stringify(process.env['CLOUDFLARE_API_TOKEN'])}`);
        },
      });
      expect(crash.findings.map(({ rule }) => rule)).toContain('render/part-failed');
      expect(everythingPrinted(crash)).not.toContain(token);
      expect(everythingPrinted(crash)).toContain('request failed: "<redacted>"');
    } finally {
      delete process.env['CLOUDFLARE_API_TOKEN'];
    }
  });

  it.each([
    ['a flag with a secret name', ['--token=abcdef0123456789abcdef0123456789'], 0],
    ['a flag and its value', ['--token', 'abcdef0123456789abcdef0123456789'], 1],
    ['a random value under a vague name', ['--auth=abcdef0123456789abcdef0123456789'], 0],
    ['a header', ['-H', 'Authorization: Bearer abcdef0123456789abcdef0123456789'], 1],
    ['an assignment of a shell', ['-c', 'PGPASSWORD=abcdef0123456789abcdef0123456789 psql'], 1],
  ])('fails: secrets-04, %s', (_title, args, at) => {
    const result = runManifests(deployment({ args }));
    const findings = structureFindings(result);
    expect(findings.map(({ rule }) => rule)).toEqual(['structure/plaintext-secret']);
    expect(findings[0]!.path).toBe(`spec.template.spec.containers[0].args[${at}]`);
    expect(everythingPrinted(result)).not.toContain('abcdef0123456789');
  });

  it('fails: secrets-05, a secret of Pulumi in clear', () => {
    const text = 'config:\n  proxmoxve:password: x-canary-x\n';
    const violations = plaintextConfiguration([{ file: 'Pulumi.backup.yaml', text }]);
    expect(violations).toHaveLength(1);
    expect(JSON.stringify(violations)).not.toContain('x-canary-x');
  });

  it('fails: a private key in the binary data of a ConfigMap', () => {
    const pem = '-----BEGIN EC PRIVATE KEY-----\nbm90IGEgcmVhbCBrZXk=\n-----END EC PRIVATE KEY-----\n';
    const encoded = Buffer.from(pem).toString('base64');
    const result = runManifests({ ...configMap({ namespace: 'apps' }), binaryData: { 'tls.pem': encoded } });
    expect(structureFindings(result).map(({ rule, path, got }) => [rule, path, got])).toEqual([
      ['structure/plaintext-secret', 'binaryData["tls.pem"]', '<redacted> (a private key, in base64)'],
    ]);
    expect(everythingPrinted(result)).not.toContain(encoded);
  });

  it('fails: secrets-07, base64 is no encryption', () => {
    const encoded = 'aHVudGVyMi1YWVpaWQ==';
    const result = runManifests(secret({ data: { token: encoded } }));
    const finding = structureFindings(result)[0];
    expect(finding).toMatchObject({ rule: 'structure/plaintext-secret', path: 'data.token' });
    expect(finding!.got).toContain('base64 is no encryption');
    expect(everythingPrinted(result)).not.toMatch(/hunter2|aHVudGVy/);
  });
});

/** One program that puts a secret into every input that there is. */
function leakyProgram(): Run {
  return runCharts(
    {
      data: (chart) => {
        new ApiObject(chart, 'a', secret({ stringData: { password: canary('stringdata') } }));
        new ApiObject(
          chart,
          'b',
          secret({ metadata: { name: 'b', namespace: 'apps' }, data: { token: canary('data') } }),
        );
        // Faults of the schema inside a Secret: wrong types, unknown fields.
        const wrong = { password: [canary('list')], pin: 987654321, deep: { a: canary('nested') } };
        new ApiObject(
          chart,
          'c',
          secret({ metadata: { name: 'c', namespace: 'apps' }, data: wrong, stringDta: { x: canary('typo') } }),
        );
        new ApiObject(chart, 'd', secret({ metadata: { name: canary('stringdata'), namespace: 'apps' } }));
      },
      pods: (chart) => {
        const env = [
          { name: 'DB_PASSWORD', value: canary('env') },
          { name: 'PIN_TOKEN', value: 12345678901 },
        ];
        const args = [
          '--token',
          canary('pair'),
          `--password=${canary('flag')}`,
          `http://u:${canary('url')}@undefined/`,
        ];
        new ApiObject(chart, 'a', deployment({ env, args, image: `x:1 ${canary('env')}` }));
        const labels = { leak: `${canary('env')} with spaces` };
        new ApiObject(
          chart,
          'b',
          configMap({ labels }, { SESSION_SECRET: canary('configmap'), 'app.ini': `password=${canary('ini')}\n` }),
        );
      },
      patches: (chart) => {
        const object = new ApiObject(chart, 'a', secret({ metadata: { name: 'e', namespace: 'apps' } }));
        object.addJsonPatch(JsonPatch.add('/stringData', { password: canary('patch') }));
        const failing = new ApiObject(chart, 'b', secret({ metadata: { name: 'f', namespace: 'apps' } }));
        failing.addJsonPatch(JsonPatch.test('/stringData/password', canary('failing')));
      },
      throwing: (chart) => {
        new ApiObject(chart, 'a', secret({ stringData: { password: canary('thrown') } }));
        throw new Error(`cannot log in: password=${canary('thrown')}, url https://u:${canary('thrownurl')}@h/`);
      },
      refusing: (chart) => {
        const got = `the token: ${canary('spec')}`;
        throw new SpecError(new Construct(chart, 'x'), 'render/part-failed', {
          at: 'props.token',
          got,
          expected: 'none',
        });
      },
    },
    [leakyStack()],
  );
}

function leakyStack(): StackBuilder {
  return {
    stack: 'backup',
    build: () => {
      const stack = new HostStack('backup');
      const storage = hostType<never, object>('proxmoxve:storage/pbs:Pbs');
      const inputs = { password: canary('host'), encryptionKey: { nested: canary('hostnested') }, port: 8007 };
      new HostResource(stack, 'pbs', { type: storage, inputs: inputs as never });
      const job = hostType<never, object>('proxmoxve:backup/job:Job');
      new HostResource(stack, 'job', { type: job, inputs: { script: `TOKEN=${canary('script')}\n` } as never });
      return stack;
    },
  };
}

describe('canaries', () => {
  const printed = everythingPrinted(leakyProgram());

  it('are found in every place', () => {
    const places = leakyProgram()
      .findings.filter(({ rule }) => rule === 'structure/plaintext-secret')
      .map(({ path }) => path);
    expect(places).toEqual(
      expect.arrayContaining([
        'stringData.password',
        'data.token',
        'data.password[0]',
        'data.pin',
        'stringDta.x',
        'spec.template.spec.containers[0].env[0].value',
        'spec.template.spec.containers[0].args[1]',
        'spec.template.spec.containers[0].args[3]',
        'data.SESSION_SECRET',
        'data["app.ini"]',
        'inputs.password',
        'inputs.encryptionKey.nested',
        'inputs.script',
      ]),
    );
  });

  it('are printed nowhere', () => {
    expect(printed).toContain('<redacted>');
    expect(printed.match(/.{0,60}Zq7x.{0,20}/g) ?? []).toEqual([]);
    expect(printed).not.toContain('987654321');
  });

  it('are printed nowhere in base64 or cut short either', () => {
    for (const place of ['stringdata', 'data', 'env', 'host', 'patch']) {
      expect(printed).not.toContain(Buffer.from(canary(place)).toString('base64'));
    }
    expect(printed.match(/canary-[a-z]+-/g) ?? []).toEqual([]);
  });
});

describe('what is no secret', () => {
  it.each<[string, AnyManifest]>([
    [
      'a variable from a Secret',
      deployment({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'x', key: 'password' } } }] }),
    ],
    ['a variable that quotes another one', deployment({ env: [{ name: 'DB_PASSWORD', value: '$(OTHER)' }] })],
    [
      'a file that holds the secret',
      deployment({ args: ['--token-file=/run/secrets/token', '--password', '/run/secrets/pw'] }),
    ],
    ['a digest of an image', deployment({ image: `ghcr.io/example/web@sha256:${'0123456789abcdef'.repeat(4)}` })],
    ['a checksum', configMap({ annotations: { 'checksum/config': '0123456789abcdef'.repeat(4) } })],
    [
      'the name of a Secret in a configuration',
      configMap({}, { 'app.yaml': 'secretName: login\nexistingSecret: login\npasswordKey: password\n' }),
    ],
    [
      'a script that reads its secret',
      configMap({}, { 'run.sh': 'TOKEN=$(cat /run/token)\nPASSWORD="$1"\nexport API_KEY="${API_KEY:?}"\n' }),
    ],
    [
      'a program',
      configMap(
        {},
        { 'app.py': 'def login(password: str):\n    token = os.environ["TOKEN"]\n    password = input()\n' },
      ),
    ],
    [
      'a mapping of code',
      configMap({}, { 'app.js': 'login({ user: name, password: form.password }); ({ token: null })' }),
    ],
    ['a JSON with references', configMap({}, { 'a.json': '{"token":"$(TOKEN)","password":"${PASSWORD}"}' })],
    ['a picture', { ...configMap(), binaryData: { password: 'iVBORw0KGgoAAAANSUhEUgAA' } }],
    ['a URL whose password is filled in', configMap({}, { url: 'postgres://app:$(PGPASSWORD)@pg-main-rw/app' })],
    [
      'a template',
      configMap({}, { 'values.yaml': 'password: {{ .Values.password }}\ntoken: "<path:kv/data/app#token>"\n' }),
    ],
    [
      'fields that hold names',
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'Prometheus',
        metadata: { name: 'p', namespace: 'apps' },
        spec: { credentialsSecret: 'x-secret', tokenSecretName: 'y' },
      },
    ],
  ])('%s', (_title, manifest) => {
    const object = { plane: 'kubernetes', cluster: 'home', app: 'row', where: 'row', manifest } as const;
    expect(literalSecrets(object as never)).toEqual([]);
  });

  it('does not blank ordinary words because a Secret holds them', () => {
    const scrubber = new Scrubber(['true', 'post', 'hunter2']);
    expect(scrubber.text('true: postgres and hunter22, hunter2')).toBe('true: postgres and hunter22, <redacted>');
  });

  it('blanks a secret that was cut, escaped or encoded', () => {
    const long = `line "one" ${'k9'.repeat(60)}`;
    const scrubber = new Scrubber([long]);
    const shown = JSON.stringify(long);
    expect(scrubber.text(`got ${shown}`)).toBe('got "<redacted>"');
    expect(scrubber.text(`got ${shown.slice(0, 80)}"… (131 characters)`)).not.toContain('k9k9');
    expect(scrubber.text(Buffer.from(long).toString('base64'))).toBe('<redacted>');
    expect(scrubber.text(encodeURIComponent(long))).toBe('<redacted>');
  });
});

describe('cost', () => {
  it('is linear in a text that looks like the start of every secret', () => {
    const starts = [
      'x',
      'eyJ-',
      '://',
      '-----BEGIN ',
      'a=',
      'a: b ',
      '$(',
      '{{',
      'password ',
      'glpat-',
      'Authorization: ',
      '{"a":"',
      ',a: ',
      'a=b ',
      'a: b  # ',
      ' ',
      '\n',
    ];
    const started = process.hrtime.bigint();
    for (const start of starts) {
      const text = start.repeat(Math.ceil(300_000 / start.length));
      literalSecrets({
        plane: 'kubernetes',
        cluster: 'c',
        app: 'a',
        where: 'w',
        manifest: configMap({}, { text: `${text}\n!` }),
      } as never);
    }
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(5_000);
  });

  it('of blanking does not grow with the number of secrets', () => {
    const scrubber = new Scrubber(
      Array.from({ length: 20_000 }, (_, index) => `${index.toString(36).padStart(4, '0')}-secret-${index}`),
    );
    const started = process.hrtime.bigint();
    scrubber.text('an ordinary message '.repeat(50_000));
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(3_000);
  });
});
