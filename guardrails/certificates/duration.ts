import type { Certificate } from '../../imports/cert-manager.io/v1';
import type { Violation } from '../../constructs/model';
import { CERTIFICATE_TIMES } from '../../constructs/certificates/derived';
import { goDurationSeconds } from '../../constructs/model/duration';
import { quoted } from '../../constructs/model/text';
import { defineGuardrail } from '../rule';
import { certificateRow } from './rows/certificates';

const { shortest, shortestRenewal, normal } = CERTIFICATE_TIMES;

/** Times are texts of Go, in which a day is 24h. */
export default defineGuardrail<Certificate>({
  kind: 'cert-manager.io/Certificate',
  severity: 'error',
  summary:
    'a Certificate lives an hour or longer, and is renewed at least five minutes, and less than its life, before its end',
  why: 'the webhook of cert-manager refuses the object, and with it the synchronisation; nothing in the schema of the kind says so',
  fix: 'write times as Go reads them: 2160h for 90 days; leave renewBefore out for the last third of the life',
  waive: 'never',
  source: 'https://cert-manager.io/docs/usage/certificate/#reissuance-triggered-by-expiry-renewal',
  check({ spec }) {
    const { duration, renewBefore, renewBeforePercentage } = spec ?? {};
    const life = duration === undefined ? normal : goDurationSeconds(duration);
    if (life === undefined || life < shortest) {
      return [{ at: 'spec.duration', got: quoted(String(duration)), expected: 'a time of 1h or more, in h, m and s' }];
    }
    return [
      ...(renewBefore === undefined ? [] : beforeFault(renewBefore, life)),
      ...(renewBeforePercentage === undefined ? [] : shareFault(renewBeforePercentage, life)),
      ...(renewBefore === undefined || renewBeforePercentage === undefined
        ? []
        : [{ at: 'spec.renewBeforePercentage', got: 'both this and renewBefore', expected: 'one of the two' }]),
    ];
  },
  valid: [
    { name: 'none of them', objects: [certificateRow()] },
    { name: '90 days, renewed a month before', objects: [certificateRow({ duration: '2160h', renewBefore: '720h' })] },
    { name: 'a day, renewed at half', objects: [certificateRow({ duration: '24h', renewBeforePercentage: 50 })] },
  ],
  invalid: [
    {
      name: 'a year, as people write it',
      objects: [certificateRow({ duration: '365d' })],
      findings: [{ at: 'spec.duration', got: '"365d"' }],
    },
    {
      name: 'renewed before it is issued: 90 days is what it lives without a duration',
      objects: [certificateRow({ renewBefore: '2160h' }), certificateRow({ duration: '24h', renewBefore: '30h' })],
      findings: [
        { at: 'spec.renewBefore', got: '"2160h"' },
        { at: 'spec.renewBefore', got: '"30h"' },
      ],
    },
    {
      name: 'half an hour, and a renewal in the last minute',
      objects: [certificateRow({ duration: '30m' }), certificateRow({ renewBefore: '1m' })],
      findings: [
        { at: 'spec.duration', got: '"30m"' },
        { at: 'spec.renewBefore', got: '"1m"' },
      ],
    },
    {
      name: 'two ways to say it, and a share that leaves no time',
      objects: [
        certificateRow({ renewBefore: '720h', renewBeforePercentage: 66 }),
        certificateRow({ duration: '1h', renewBeforePercentage: 99 }),
      ],
      findings: [
        { at: 'spec.renewBeforePercentage', got: 'both this and renewBefore' },
        { at: 'spec.renewBeforePercentage', got: '99' },
      ],
    },
  ],
});

function beforeFault(text: string, life: number): Violation[] {
  const seconds = goDurationSeconds(text);
  return seconds !== undefined && seconds >= shortestRenewal && seconds < life
    ? []
    : [
        {
          at: 'spec.renewBefore',
          got: quoted(text),
          expected: `5m or more, and less than the ${Math.floor(life / 3600)}h that it lives`,
        },
      ];
}

/** Of the life that has passed when it is renewed. */
function shareFault(percentage: number, life: number): Violation[] {
  const before = (life * (100 - percentage)) / 100;
  return before >= shortestRenewal && before < life
    ? []
    : [
        {
          at: 'spec.renewBeforePercentage',
          got: String(percentage),
          expected: 'a share of its life that leaves 5m or more',
        },
      ];
}
