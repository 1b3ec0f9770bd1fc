import { parseQuantity } from '../../constructs/model/quantity';
import { refused, type Parsed } from '../../constructs/model/parsed';
import { quoted } from '../../constructs/model/text';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { quantitiesOf } from '../engine/site/quantities';
import { defineSiteRule } from '../rule';

function parsePositive(value: string): Parsed<unknown> {
  const outcome = parseQuantity(value);
  return outcome.ok && outcome.value.nano <= 0n
    ? refused({ got: `${quoted(value)}, which is not above zero`, expected: 'a quantity above zero' })
    : outcome;
}

/** Amounts are Kubernetes quantities. */
export default defineSiteRule({
  severity: 'error',
  summary: 'CPU, memory and sizes are Kubernetes quantities above zero',
  why: 'suffixes are case-sensitive and few: 8gi is refused by the API, and 8m of memory is eight thousandths of a byte',
  fix: 'write 500m for half a core, 8Gi for eight gibibytes',
  waive: 'never',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
  check: (site) => quantitiesOf(site).flatMap(faultOf(parsePositive)),
  valid: [
    { name: 'whole cores and gibibytes', site: EXAMPLE_SITE },
    {
      name: 'thousandths of a core, and bytes',
      site: exampleSiteWith((site) => {
        Object.assign(site.databases['pg-main']!, { cpu: '500m', memory: '2147483648' });
      }),
    },
  ],
  invalid: [
    {
      name: 'a suffix in the wrong case, and one that people write',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.memory = '8gi';
        site.databases['pg-main']!.storage.size = '20GB';
      }),
      findings: [
        { at: 'databases.pg-main.memory', got: '"8gi"' },
        { at: 'databases.pg-main.storage.size', got: '"20GB"' },
      ],
    },
    {
      name: 'the same of a pooler',
      site: exampleSiteWith((site) => {
        Object.assign(site.databases['pg-main']!, { poolers: { rw: { cpu: '0.1.', memory: '128mb' } } });
      }),
      findings: [
        { at: 'databases.pg-main.poolers.rw.cpu', got: '"0.1."' },
        { at: 'databases.pg-main.poolers.rw.memory', got: '"128mb"' },
      ],
    },
    {
      name: 'nothing, and less than nothing',
      site: exampleSiteWith((site) => {
        site.databases['pg-main']!.cpu = '0';
        site.databases['pg-main']!.walStorage = { size: '-5Gi', storageClass: 'local' };
      }),
      findings: [
        { at: 'databases.pg-main.cpu', got: '"0", which is not above zero' },
        { at: 'databases.pg-main.walStorage.size', got: '"-5Gi", which is not above zero' },
      ],
    },
  ],
});
