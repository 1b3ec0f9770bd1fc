import { configMap, fileOf, onlyFinding, runManifests, structureFindings } from './judge';

const MIB = 1_048_576;
const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/** A dashboard of 300 kB: more than the annotation that client-side apply writes may hold. */
const DASHBOARD = { 'home.json': 'x'.repeat(300_000) };

describe('size', () => {
  it('fails: size-01, a ConfigMap of one byte more than 1 MiB', () => {
    const finding = structureFindings(runManifests(configMap({}, { data: 'x'.repeat(MIB + 1) }))).find(
      ({ severity }) => severity === 'error',
    );
    expect(finding).toMatchObject({ rule: 'structure/size', path: 'data', got: `${MIB + 1} bytes` });
    expect(finding!.fix).toContain('split');
    expect(runManifests(configMap({}, { data: 'x'.repeat(MIB + 1) })).files).toEqual([]);
  });

  it('size-01: exactly 1 MiB that is applied on the server is written whole', () => {
    const annotations = { [SYNC_OPTIONS]: 'ServerSideApply=true' };
    const run = runManifests(configMap({ annotations }, { data: 'x'.repeat(MIB) }));
    expect(structureFindings(run)).toEqual([]);
    expect(fileOf(run, 'configmap', 'settings')).toContain('x'.repeat(MIB));
  });

  it('size-02: a large object that carries ServerSideApply=true is accepted, and its file carries it', () => {
    const annotations = { [SYNC_OPTIONS]: 'Prune=false,ServerSideApply=true' };
    const run = runManifests(configMap({ annotations }, DASHBOARD));
    expect(structureFindings(run)).toEqual([]);
    expect(fileOf(run, 'configmap', 'settings')).toMatch(
      /^ {4}argocd\.argoproj\.io\/sync-options: "?Prune=false,ServerSideApply=true"?$/m,
    );
  });

  it('fails: size-02, one without it, or with another option, is not passed over', () => {
    const without = onlyFinding(configMap({}, DASHBOARD));
    expect(without).toMatchObject({ rule: 'structure/apply-size' });
    expect(without.fix).toContain('ServerSideApply=true');
    expect(
      onlyFinding(configMap({ annotations: { [SYNC_OPTIONS]: 'ServerSideApply=false' } }, DASHBOARD)),
    ).toMatchObject({
      rule: 'structure/apply-size',
    });
  });

  it('size-02: split in two it needs no option', () => {
    const half = { 'home.json': 'x'.repeat(150_000) };
    const run = runManifests(configMap({ name: 'one' }, half), configMap({ name: 'two' }, half));
    expect(structureFindings(run)).toEqual([]);
  });
});
