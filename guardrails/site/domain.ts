import { parseDnsSubdomain } from '../../constructs/model/dns-name';
import { refused } from '../../constructs/model/parsed';
import { EXAMPLE_SITE, exampleSiteWith } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** Longest name in DNS that resolvers take. Characters. */
const LONGEST = 253;

/** The domain that every host's name ends in. */
export default defineSiteRule({
  severity: 'error',
  summary: 'the domain is a DNS name, short enough for every host in it',
  why: 'certificates, URLs and records of every host end in it: one letter that DNS refuses breaks them all',
  fix: 'write a domain of yours, in lower case, without a dot at the end',
  waive: 'never',
  source: 'https://www.rfc-editor.org/rfc/rfc1123#page-13',
  check: ({ domain, hosts }) => {
    const longest = Math.max(0, ...entriesOf(hosts).map(([key]) => key.length));
    return faultOf((value: string) => {
      const length = longest + 1 + value.length;
      const tooLong = refused({ got: `${length} characters with the longest host`, expected: `at most ${LONGEST}` });
      const outcome = parseDnsSubdomain(value);
      return outcome.ok && length > LONGEST ? tooLong : outcome;
    })(placed(['domain'], domain));
  },
  valid: [
    { name: 'a subdomain', site: EXAMPLE_SITE },
    {
      name: 'a single word',
      site: exampleSiteWith((site) => {
        site.domain = 'home';
      }),
    },
  ],
  invalid: [
    {
      name: 'a dot at the end',
      site: exampleSiteWith((site) => {
        site.domain = 'example.internal.';
      }),
      findings: [{ at: 'domain', got: '"example.internal.", with an empty part' }],
    },
    {
      name: 'a URL',
      site: exampleSiteWith((site) => {
        site.domain = 'https://example.internal';
      }),
      findings: [{ at: 'domain', got: '"https://example.internal", with ":" (U+003A) at position 6' }],
    },
    {
      name: 'no room for the hosts',
      site: exampleSiteWith((site) => {
        site.domain = Array.from({ length: 50 }, () => 'abcd').join('.');
      }),
      findings: [{ at: 'domain', got: '254 characters with the longest host' }],
    },
  ],
});
