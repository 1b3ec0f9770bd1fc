import { App, Chart } from 'cdk8s';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VendoredManifests } from '../../../constructs/core/vendored-manifests';
import type { PlacedViolation } from '../../../constructs/model';
import { attempt } from '../../../synth/render/attempt';
import type { Applier } from './applier';

/** Rules that VendoredManifests applies. */
export const VENDORED_APPLIERS: readonly [string, Applier][] = [['VendoredManifests', vendor]];

/** A file that every row may vendor. */
export const VENDORED = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: vendored, namespace: apps}\n';

/** A vendored file in a project of its own. */
export interface VendoredFixture {
  readonly root: string;
  readonly file: string;
  readonly sha256: string;
}

/** Makes a project with one vendored file, and takes it away again. */
export function withVendoredFile<T>(text: string, use: (fixture: VendoredFixture) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rackproof-vendored-'));
  try {
    const root = join(folder, 'project');
    mkdirSync(join(root, 'vendor'), { recursive: true });
    writeFileSync(join(folder, 'outside.yaml'), VENDORED);
    symlinkSync(join(folder, 'outside.yaml'), join(root, 'vendor/link.yaml'));
    for (const file of ['vendor/crds.yaml', 'vendor/https-example.yaml', 'vendor/row.yaml']) {
      writeFileSync(join(root, file), text);
    }
    return use({ root, file: 'vendor/row.yaml', sha256: createHash('sha256').update(text).digest('hex') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Vendors the file into a new chart, whose namespace must not reach the file's objects. */
export function vendorInto(app: App, fixture: VendoredFixture): VendoredManifests {
  return new VendoredManifests(new Chart(app, 'vendored', { namespace: 'chart' }), 'file', fixture);
}

function vendor(input: Readonly<Record<string, unknown>>): readonly PlacedViolation[] {
  const { yaml = VENDORED, file, sha256, upperCase } = input as Partial<Record<string, string>>;
  return withVendoredFile(yaml, (fixture) => {
    const given = upperCase === undefined ? fixture.sha256 : fixture.sha256.toUpperCase();
    const violation = attempt('home/row', () => {
      vendorInto(new App(), { root: fixture.root, file: file ?? fixture.file, sha256: sha256 ?? given });
    });
    return violation === undefined ? [] : [violation];
  });
}
