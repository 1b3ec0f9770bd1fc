import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolve, type SiteInput } from '../../constructs/model';
import { EXAMPLE_SITE, exampleSiteWith } from '../../guardrails/engine/example-site';
import { isBuildable, judgeSite } from '../../guardrails/engine/site/judge';
import { followed, SITE_SCHEMA, type Schema } from '../../guardrails/engine/site/schema';
import { shapeFaults } from '../../guardrails/engine/site/shape';
import { dotted } from '../../guardrails/schemas/path';
import { RULES } from '../../guardrails/registry';
import { withReference } from '../../scripts/site-schema/reference';
import { siteSchema } from '../../scripts/site-schema/schema';
import homelab from '../../site/homelab';

const ROOT = join(__dirname, '../..');

type Path = readonly (string | number)[];
type Tree = Record<string | number, unknown>;

/** Every place of a value, the deepest last. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...members.flatMap(([key, member]) => pathsOf(member, [...path, Array.isArray(value) ? +key : key]))];
}

function parentOf(tree: unknown, path: Path): Tree {
  return path.slice(0, -1).reduce<Tree>((at, key) => at[key] as Tree, tree as Tree);
}

/** The example site with another value at one place. */
function withValue(path: Path, value: unknown): SiteInput {
  return exampleSiteWith((site) => {
    parentOf(site, path)[path.at(-1)!] = value;
  });
}

const EXAMPLE_PATHS = pathsOf(exampleSiteWith(() => undefined)).filter((path) => path.length > 0);

/** A page without what the formatter adds to its tables. */
function withoutPadding(page: string): string {
  return page
    .replaceAll(/ +/g, ' ')
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/\n{2,}/g, '\n\n');
}

describe('the schema of a site', () => {
  it('is the one that the types of the model give: npm run site-schema', () => {
    expect(SITE_SCHEMA).toEqual(siteSchema(ROOT));
  });

  it('is what docs/site.md prints: npm run site-schema', () => {
    const page = readFileSync(join(ROOT, 'docs/site.md'), 'utf8');
    expect(withoutPadding(page)).toBe(withoutPadding(withReference(page, SITE_SCHEMA)));
  });

  it('describes every key', () => {
    const objects = [SITE_SCHEMA, ...Object.values(SITE_SCHEMA.$defs)];
    const bare = objects.flatMap(({ properties = {} }) =>
      Object.entries(properties).flatMap(([key, { description }]) => (description === undefined ? [key] : [])),
    );
    expect(bare).toEqual([]);
  });
});

describe('shapeFaults', () => {
  it('finds nothing in sites that compile', () => {
    expect([...shapeFaults(EXAMPLE_SITE), ...shapeFaults(homelab)]).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'site'],
    ['a list', []],
    ['a promise of a site', Promise.resolve(EXAMPLE_SITE)],
    ['a function', () => EXAMPLE_SITE],
  ])('fails: %s instead of a site', (_name, value) => {
    expect(shapeFaults(value)).toEqual([expect.objectContaining({ at: '', expected: 'an object', structural: true })]);
  });

  it('fails: a member that cannot be read', () => {
    const site = exampleSiteWith((draft) => {
      Object.defineProperty(draft.hosts, 'nas', {
        enumerable: true,
        get: () => {
          throw new Error('no such variable');
        },
      });
    });
    expect(shapeFaults(site)).toEqual([
      { at: '', got: 'reading it throws: no such variable', expected: 'data only', structural: true },
    ]);
  });

  it('fails: a list with a hole', () => {
    const faults = shapeFaults(withValue(['hosts', 'nas', 'failureDomains'], Array(1)));
    expect(faults.map(({ at }) => at)).toEqual(['hosts.nas.failureDomains[0]']);
  });

  it('fails: a member that is inherited', () => {
    const nas: unknown = Object.create(EXAMPLE_SITE.hosts['nas']!);
    expect(shapeFaults(withValue(['hosts', 'nas'], nas)).map(({ at }) => at)).toEqual(['hosts.nas']);
  });

  it('tells one fault for one value of the wrong type, at its place', () => {
    for (const path of EXAMPLE_PATHS) {
      const wrong = typeof parentOf(EXAMPLE_SITE, path)[path.at(-1)!] === 'object' ? 7 : {};
      expect(shapeFaults(withValue(path, wrong)).map(({ at, structural }) => [at, structural])).toEqual([
        [dotted(path), true],
      ]);
    }
  });

  it('tells one fault for one key that is misspelt, and how it is spelt', () => {
    const typos = EXAMPLE_PATHS.filter((path) => typeof path.at(-1) === 'string' && isKnownKey(path));
    expect(typos.length).toBeGreaterThan(50);
    for (const path of typos) {
      const key = path.at(-1) as string;
      const typo = `${key}x`;
      const site = exampleSiteWith((draft) => {
        const parent = parentOf(draft, path);
        parent[typo] = parent[key];
        Reflect.deleteProperty(parent, key);
      });
      const [fault, ...others] = shapeFaults(site);
      expect(others).toEqual([]);
      expect(fault).toMatchObject({ at: dotted([...path.slice(0, -1), typo]) });
      expect(fault?.fix).toContain(key);
    }
  });

  it('agrees with a JSON Schema validator about any value at any place', () => {
    const closed = JSON.parse(JSON.stringify(SITE_SCHEMA)) as { $defs: Record<string, unknown> };
    // The one set that a rule judges instead.
    closed.$defs['S3HostFlavour'] = { type: 'string' };
    const validator = new Validator(closed, '2020-12');
    const anywhere = fc.constantFrom(...EXAMPLE_PATHS);
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('pve', 'pbs', 's3', 'nas', true, 1.5));
    fc.assert(
      fc.property(anywhere, anything, (path, value) => {
        const site = JSON.parse(JSON.stringify(withValue(path, value))) as SiteInput;
        expect(shapeFaults(site).length === 0).toBe(validator.validate(site).valid);
      }),
      { numRuns: 500 },
    );
  });
});

describe('judgeSite', () => {
  it('never throws, and resolves what it calls buildable, whatever stands anywhere', () => {
    const anything = fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true }), fc.string());
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLE_PATHS), anything, (path, value) => {
        const site = withValue(path, value);
        const { violations, buildable } = judgeSite(site, RULES);
        expect(violations.filter(({ rule }) => rule === 'structure/not-judged')).toEqual([]);
        expect(buildable || violations.every(({ rule }) => rule === 'site/shape')).toBe(true);
        expect(buildable ? resolve(site).name : '').toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('judges the rest of a site with a key too many', () => {
    const site = exampleSiteWith((draft) => {
      Object.assign(draft.networks['lan']!, { vlna: 20 });
      draft.hosts['nas']!.failureDomains = [];
    });
    expect(judgeSite(site, RULES)).toMatchObject({
      buildable: true,
      violations: [{ rule: 'site/failure-domains' }, { rule: 'site/shape' }],
    });
  });

  it('judges nothing else of a site that lacks its shape', () => {
    const site = exampleSiteWith((draft) => {
      draft.hosts['nas']!.failureDomains = [];
      Reflect.deleteProperty(draft.hosts['nas']!, 'network');
    });
    expect(judgeSite(site, RULES)).toMatchObject({ buildable: false, violations: [{ rule: 'site/shape' }] });
    expect(isBuildable(site)).toBe(false);
  });

  it('fails: a rule that stops on a site with its shape, and goes on with the others', () => {
    const broken = { ...RULES.get('site/vlan')!, origin: 'site' as const, valid: [], invalid: [] };
    const stops = {
      ...broken,
      check: () => {
        throw new TypeError('x is not iterable');
      },
    };
    const rules = new Map([
      ['site/stops', stops],
      ['site/unused', RULES.get('site/unused')!],
    ]);
    const site = exampleSiteWith((draft) => {
      draft.failureDomains['rack-d'] = { kind: 'rack' };
    });
    expect(judgeSite(site, rules).violations).toMatchObject([
      { rule: 'structure/not-judged', violation: { got: 'site/stops stopped with: x is not iterable' } },
      { rule: 'site/unused' },
    ]);
  });

  it('follows every key that the model documents as one, and the example site has them all', () => {
    const isReference = ({ description = '' }: Schema): boolean => /^Keys? of the /.test(description);
    const references = EXAMPLE_PATHS.filter((path) => isReference(schemaAt(path)));
    const documented = Object.entries(SITE_SCHEMA.$defs).flatMap(([name, { properties = {} }]) =>
      Object.keys(properties).flatMap((key) => (isReference(properties[key]!) ? [`${name}.${key}`] : [])),
    );
    expect([...new Set(references.map(definitionAt))].sort()).toEqual(documented.sort());
    for (const path of references) {
      const isList = Array.isArray(parentOf(EXAMPLE_SITE, path)[path.at(-1)!]);
      const { violations } = judgeSite(withValue(path, isList ? ['nowhere'] : 'nowhere'), RULES);
      const dangling = violations.filter(({ rule }) => rule === 'site/unknown-reference');
      expect(dangling.map(({ violation }) => violation.at)).toEqual([dotted(isList ? [...path, 0] : path)]);
    }
  });
});

/** The schema at a place of the example site, as its parent documents it. */
function schemaAt(path: Path): Schema {
  let value: unknown = EXAMPLE_SITE;
  let schema: Schema = SITE_SCHEMA;
  for (const key of path) {
    schema = memberSchema(chosen(followed(schema), value as Tree), key);
    value = (value as Tree)[key];
  }
  return schema;
}

function memberSchema({ properties, items, additionalProperties }: Schema, key: string | number): Schema {
  return properties?.[key] ?? items ?? (additionalProperties === false ? {} : (additionalProperties ?? {}));
}

function chosen(schema: Schema, value: Tree): Schema {
  const fits = ({ properties = {}, required = [] }: Schema): boolean =>
    required.every((key) => key in value) &&
    Object.entries(properties).every(([key, { const: word }]) => word === undefined || value[key] === word);
  return schema.anyOf?.map(followed).find(fits) ?? schema;
}

/** Definition and key of a place: `PveHostInput.network`. */
function definitionAt(path: Path): string {
  const owner = chosen(followed(schemaAt(path.slice(0, -1))), parentOf(EXAMPLE_SITE, path));
  const [name] = Object.entries(SITE_SCHEMA.$defs).find(([, schema]) => schema === owner)!;
  return `${name}.${path.at(-1)!}`;
}

function isKnownKey(path: Path): boolean {
  const parent = chosen(followed(schemaAt(path.slice(0, -1))), parentOf(EXAMPLE_SITE, path));
  // The key that names the alternative is told by its absence, and so are the keys of alternatives without a name.
  return parent.properties?.[path.at(-1)!] !== undefined && !['role', 'all'].includes(String(path.at(-1)));
}

describe('a key without a value', () => {
  it.each([
    [['databases', 'pg-main', 'cpu'], 'give the key a value: it is required'],
    [['databases', 'pg-main', 'storage'], 'give the key a value: it is required'],
    [['databases', 'pg-main', 'instances'], 'leave the key out, or give it a value'],
  ] as const)('fails: %s, with a fix that is possible', (path, fix) => {
    expect(shapeFaults(withValue(path, undefined))).toMatchObject([{ at: dotted(path), got: 'nothing', fix }]);
  });
});
