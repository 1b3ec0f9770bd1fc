import type { Manifest } from '../../constructs/model';
import { checkBundle } from '../../guardrails/engine/check';
import { bundleOfRow } from '../../guardrails/engine/rows';
import { clusterRow } from '../../guardrails/postgres/rows/cluster';
import { RULES } from '../../guardrails/registry';

function paths(rule: string, ...objects: readonly Manifest[]): string[] {
  const { findings } = checkBundle(bundleOfRow({ name: 'objects', objects }), RULES);
  return findings.filter((finding) => finding.rule === rule).map(({ path }) => path);
}

describe('postgres/limit-range', () => {
  // The API server refuses defaults of pods: not a valid row, and not a matter of QoS either.
  it.each([
    ['Container', ['spec.limits[0].defaultRequest.cpu']],
    ['Pod', []],
  ])('judges defaults of type %s: %j', (type, expected) => {
    const limits = [{ type, default: { cpu: '1' }, defaultRequest: { cpu: '100m' } }];
    const metadata = { name: 'defaults', namespace: 'databases' };
    const limitRange = { apiVersion: 'v1', kind: 'LimitRange', metadata, spec: { limits } };
    expect(paths('postgres/limit-range', limitRange, clusterRow())).toEqual(expected);
  });
});

describe('postgres/fixed-parameters', () => {
  it.each([
    'archive_cleanup_command',
    'cluster_name',
    'hba_file',
    'primary_conninfo',
    'recovery_target_time',
    'ssl_key_file',
  ])('fails: %s', (name) => {
    const cluster = clusterRow({ postgresql: { parameters: { [name]: 'other' } } });
    expect(paths('postgres/fixed-parameters', cluster)).toEqual([`spec.postgresql.parameters.${name}`]);
  });

  it.each(['primary_conninfo', 'restore_command', 'ssl_passphrase_command', 'pg_failover_slots.primary_dsn'])(
    'repeats nothing of %s',
    (name) => {
      const parameters = { [name]: 'host=db user=copy pass word=Kestrel-41' };
      const { findings } = checkBundle(
        bundleOfRow({ name: 'row', objects: [clusterRow({ postgresql: { parameters } })] }),
        new Map([['postgres/fixed-parameters', RULES.get('postgres/fixed-parameters')!]]),
      );
      expect(findings).toHaveLength(1);
      expect(JSON.stringify(findings)).not.toContain('Kestrel');
    },
  );
});

describe('postgres/shared-buffers', () => {
  it.each([null, -1, true, {}, [], ''])('leaves %j, which is no setting, to the schema and ends nothing', (value) => {
    const cluster = clusterRow({ postgresql: { parameters: { shared_buffers: value } } });
    expect(paths('postgres/shared-buffers', cluster)).toEqual([]);
    expect(paths('postgres/shared-buffers-share', cluster)).toEqual([]);
    expect(paths('structure/not-judged', cluster)).toEqual([]);
  });
});

describe('postgres/client-sslmode', () => {
  it('puts variables into a text as often as memory allows, not as often as it asks', () => {
    const data = {
      A: 'x'.repeat(100_000),
      URL: `postgres://pg-main-rw/app?sslmode=disable&a=${'$(A)'.repeat(100_000)}`,
    };
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app', namespace: 'databases' }, data };
    expect(paths('postgres/client-sslmode', settings, clusterRow())).toEqual(['data.URL']);
  });
});

describe('postgres/connection-reference', () => {
  it('says nothing of names while a part of the output is missing: they may be in it', () => {
    const data = { URL: 'postgres://pg-main-rw/pages' };
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'app', namespace: 'databases' }, data };
    const bundle = bundleOfRow({ name: 'row', objects: [settings, clusterRow()] });
    const rules = new Map([['postgres/connection-reference', RULES.get('postgres/connection-reference')!]]);
    expect(checkBundle(bundle, rules).findings).toHaveLength(1);
    expect(checkBundle({ ...bundle, incomplete: ['home/apps'] }, rules).findings).toEqual([]);
  });
});
