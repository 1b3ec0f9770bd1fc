import type { Violation } from '../../constructs/model';
import { compareQuantities, parseQuantity, type Quantity } from '../../constructs/model/quantity';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { quantitiesOf, type AmountOf, type SiteQuantity } from '../engine/site/quantities';
import { defineSiteRule } from '../rule';

/** What a database, or a container of the platform, can have, and the suffix that an amount without one was probably meant to have. */
const LIMITS: Readonly<Record<AmountOf, { readonly least: string; readonly most?: string; readonly suffix: string }>> =
  {
    cpu: { least: '10m', most: '512', suffix: 'm' },
    memory: { least: '128Mi', most: '16Ti', suffix: 'Gi' },
    storage: { least: '1Gi', suffix: 'Gi' },
    'cpu of a container': { least: '1m', most: '512', suffix: 'm' },
    'memory of a container': { least: '8Mi', most: '16Ti', suffix: 'Mi' },
  };

/** What is no quantity above zero is for site/quantity to tell. */
function implausible({ at, value, of }: SiteQuantity): Violation[] {
  const amount = parseQuantity(value);
  if (!amount.ok || amount.value.nano <= 0n) {
    return [];
  }
  const { least, most } = LIMITS[of];
  if (isBelow(amount.value, least)) {
    return [{ at, got: `${quoted(value)} of ${of}`, expected: `${least} or more`, ...meant(value, of) }];
  }
  const isAbove = most !== undefined && compareQuantities(amount.value, limit(most)) > 0;
  return isAbove ? [{ at, got: `${quoted(value)} of ${of}`, expected: `${most} or less`, ...meant(value, of) }] : [];
}

function isBelow(amount: Quantity, least: string): boolean {
  return compareQuantities(amount, limit(least)) < 0;
}

function limit(text: string): Quantity {
  const outcome = parseQuantity(text);
  if (!outcome.ok) {
    throw new Error(`not a quantity: ${text}`);
  }
  return outcome.value;
}

/** A number alone was meant in another unit, if that unit makes it plausible. */
function meant(value: string, of: AmountOf): Pick<Violation, 'fix'> {
  const { least, most, suffix } = LIMITS[of];
  const written = `${value}${suffix}`;
  const amount = /^\d+$/.test(value) ? parseQuantity(written) : undefined;
  const fits =
    amount?.ok === true &&
    !isBelow(amount.value, least) &&
    (most === undefined || compareQuantities(amount.value, limit(most)) <= 0);
  return fits ? { fix: `write ${written}, or waive the rule if ${value} is meant` } : {};
}

/** A number without its unit is an amount too: of bytes, or of cores. */
export default defineSiteRule({
  severity: 'error',
  summary:
    'sizes are 1Gi or more, memory is 128Mi to 16Ti, CPU is 10m to 512 cores; a container of the platform has 8Mi and 1m or more',
  why: '20 is twenty bytes and 1000 is a thousand cores: no volume is that small, and no node has room for such a pod',
  fix: 'write the unit that was meant: 500m for half a core, 8Gi for eight gibibytes',
  waive: 'when the amount is meant: a laboratory with tiny volumes, a machine beyond these limits',
  source: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-units-in-kubernetes',
  check: (site) => quantitiesOf(site).flatMap(implausible),
  valid: [
    { name: 'a core, two gibibytes of memory and a volume of twenty', site: EXAMPLE_SITE },
    {
      name: 'the least of each',
      site: exampleSiteWith((site) => {
        const storage = { size: '1Gi', storageClass: 'local' };
        Object.assign(site.databases['pg-main']!, { cpu: '10m', memory: '128Mi', storage, walStorage: storage });
      }),
    },
    {
      name: 'the most of each, in other units',
      site: exampleSiteWith((site) => {
        Object.assign(site.databases['pg-main']!, { cpu: '512000m', memory: '16384Gi' });
      }),
    },
    {
      name: 'what is no quantity above zero: another rule says so',
      site: exampleSiteWith((site) => {
        Object.assign(site.databases['pg-main']!, { cpu: '0', memory: '8gi' });
      }),
    },
  ],
  invalid: [
    {
      name: 'units left out',
      site: exampleSiteWith((site) => {
        const volumes = {
          storage: { size: '20', storageClass: 'local' },
          walStorage: { size: '5', storageClass: 'local' },
        };
        Object.assign(site.databases['pg-main']!, { cpu: '1000', memory: '2', ...volumes });
      }),
      findings: [
        { at: 'databases.pg-main.cpu', got: '"1000" of cpu' },
        { at: 'databases.pg-main.memory', got: '"2" of memory' },
        { at: 'databases.pg-main.storage.size', got: '"20" of storage' },
        { at: 'databases.pg-main.walStorage.size', got: '"5" of storage' },
      ],
    },
    {
      name: 'the unit before or after the one that was meant',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.storage.size = '600Ki';
        site.databases['pg-main']!.memory = '32Ti';
        site.databases['pg-main']!.cpu = '5m';
      }),
      findings: [
        { at: 'databases.pg-main.cpu', got: '"5m" of cpu' },
        { at: 'databases.pg-main.memory', got: '"32Ti" of memory' },
        { at: 'databases.pg-main.storage.size', got: '"600Ki" of storage' },
      ],
    },
  ],
});
