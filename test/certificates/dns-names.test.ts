import fc from 'fast-check';
import { dnsNameFault } from '../../constructs/certificates/derived';

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,10}[a-z0-9])?$/);
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => ['a', ...labels].join('.'));

describe('dnsNameFault', () => {
  it('takes every name of labels, with a star before it and without', () => {
    fc.assert(fc.property(name, (text) => dnsNameFault(text) === undefined && dnsNameFault(`*.${text}`) === undefined));
  });

  it('takes no name with anything else in it', () => {
    fc.assert(
      fc.property(name, fc.constantFrom('_', ' ', '/', ':', '*', 'A', '..', '\n', 'é'), fc.nat(), (text, bad, at) => {
        const place = 1 + (at % (text.length - 1));
        return dnsNameFault(text.slice(0, place) + bad + text.slice(place)) !== undefined;
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        dnsNameFault(value);
      }),
    );
  });

  it.each(['', '*', '*.', '**.example.org', '*.*.example.org', '-a.example.org', 'a.example.org.'])(
    'fails: %s',
    (text) => {
      expect(dnsNameFault(text)).toBeDefined();
    },
  );

  it('fails: a label of 64 characters, and an address', () => {
    expect(dnsNameFault(`${'a'.repeat(63)}.org`)).toBeUndefined();
    expect(dnsNameFault(`${'a'.repeat(64)}.org`)).toMatchObject({ expected: 'parts of 63 characters or fewer' });
    expect(dnsNameFault('192.0.2.1')).toMatchObject({ fix: 'write it in ipAddresses' });
  });
});
