import { BlockList, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import {
  cidrOf,
  cidrSize,
  compareCidrs,
  containsCidr,
  containsIp,
  hostCidr,
  overlaps,
  parseCidr,
  parseInterfaceAddress,
  sameCidr,
  type Cidr,
} from '../../constructs/model/cidr';
import { compareIps, ipAddress, parseIp, type IpAddress } from '../../constructs/model/ip';

function ip(text: string): IpAddress {
  const outcome = parseIp(text);
  if (!outcome.ok) {
    throw new Error(outcome.fault.got);
  }
  return outcome.value;
}

function cidr(text: string): Cidr {
  const outcome = parseCidr(text);
  if (!outcome.ok) {
    throw new Error(outcome.fault.got);
  }
  return outcome.value;
}

const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6().filter((text) => !/^(?:0{1,4}:){0,5}:?(?:0{1,4}:)*ffff:/i.test(text));
const address = fc
  .oneof(ipv4, ipv6)
  .map((text) => parseIp(text))
  .filter((outcome) => outcome.ok)
  .map(({ value }) => value);
const block = address.chain((first) =>
  fc.nat({ max: first.family === 4 ? 32 : 128 }).map((prefix) => cidrOf(first, prefix)),
);

function blockList({ first, prefix, family }: Cidr): BlockList {
  const list = new BlockList();
  list.addSubnet(first.text, prefix, `ipv${family}`);
  return list;
}

describe('parseIp', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['FD00:0:0:0:0:0:0:1', 'fd00::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['::1.2.3.4', '::102:304'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('reads %s and prints it as %s', (text, canonical) => {
    expect(ip(text).text).toBe(canonical);
  });

  it.each([
    ['999.1.1.1', '"999.1.1.1", with "999"'],
    ['10.0.0', '"10.0.0"'],
    ['10.0.0.0.1', '"10.0.0.0.1"'],
    ['10.0.0.1 ', '"10.0.0.1 "'],
    ['10.0.0.x', '"10.0.0.x"'],
    ['1::2::3', '"1::2::3"'],
    ['1:2:3:4:5:6:7:8::', '"1:2:3:4:5:6:7:8::"'],
    ['1:2:3:4:5:6:7', '"1:2:3:4:5:6:7"'],
    ['12345::', '"12345::"'],
    [':1', '":1"'],
    ['1.2.3.4::', '"1.2.3.4::"'],
    ['::1.2.3.256', '"::1.2.3.256"'],
    ['\n', '"\\n"'],
    ['', 'an empty string'],
    [1, 'a number'],
  ])('fails: %p', (value, got) => {
    expect(parseIp(value)).toMatchObject({ ok: false, fault: { got } });
  });

  it.each([
    ['010.0.0.1', '"010.0.0.1", with the leading zero of "010"', 'write 10.0.0.1, if decimal is meant'],
    ['::ffff:10.0.0.1', '"::ffff:10.0.0.1", an IPv4-mapped address', 'write 10.0.0.1'],
    ['fe80::1%eth0', '"fe80::1%eth0", with a zone', 'write "fe80::1"'],
  ])('fails: %s, which programs read in different ways', (text, got, fix) => {
    expect(parseIp(text)).toMatchObject({ ok: false, fault: { got, fix } });
  });

  it('agrees with the runtime about what an address is', () => {
    const pieces = fc.array(fc.constantFrom('1', '12', '255', '256', '0', 'f', 'ffff', '.', ':', '::', '01'), {
      maxLength: 16,
    });
    const nearly = pieces.map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(nearly, ipv4, ipv6), (text) => {
        const outcome = parseIp(text);
        const mapped = !outcome.ok && outcome.fault.got.endsWith('an IPv4-mapped address');
        expect(outcome.ok || mapped).toBe(isIPv4(text) || isIPv6(text));
      }),
    );
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(address, (value) => {
        expect(ip(value.text)).toEqual(value);
        expect(new URL(`http://[${value.family === 6 ? value.text : '::1'}]/`).hostname).toBe(
          `[${value.family === 6 ? value.text : '::1'}]`,
        );
      }),
    );
  });

  it('fails: a number that the family has no address for', () => {
    expect(() => ipAddress(4, 2n ** 32n)).toThrow(RangeError);
    expect(() => ipAddress(6, -1n)).toThrow(RangeError);
    expect(ipAddress(6, 2n ** 128n - 1n).text).toBe('ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff');
  });
});

describe('parseCidr', () => {
  it('reads networks of every length', () => {
    expect(cidr('10.20.0.0/24')).toMatchObject({ family: 4, prefix: 24, text: '10.20.0.0/24' });
    expect(cidr('10.20.0.0/24').last.text).toBe('10.20.0.255');
    expect(cidr('0.0.0.0/0').last.text).toBe('255.255.255.255');
    expect(cidr('FD00:0::/64').text).toBe('fd00::/64');
    expect(cidr('fd00::/64').last.text).toBe('fd00::ffff:ffff:ffff:ffff');
    expect(cidrSize(cidr('10.0.0.0/30'))).toBe(4n);
    expect(hostCidr(ip('10.0.0.1')).text).toBe('10.0.0.1/32');
  });

  it.each([
    [
      '10.0.0.140/24',
      '"10.0.0.140/24", with host bits set',
      'write 10.0.0.0/24 for the network or 10.0.0.140/32 for the host',
    ],
    ['fd00::1/64', '"fd00::1/64", with host bits set', 'write fd00::/64 for the network or fd00::1/128 for the host'],
    [
      '010.0.0.1/32',
      '"010.0.0.1", with the leading zero of "010" in "010.0.0.1/32"',
      'write 10.0.0.1, if decimal is meant',
    ],
    ['999.1.1.1/99', '"999.1.1.1", with "999" in "999.1.1.1/99"', undefined],
    ['10.0.0.1', '"10.0.0.1"', 'write 10.0.0.1/32 for this one address'],
    ['10.0.0.0/255.255.255.0', '"10.0.0.0/255.255.255.0"', 'write 10.0.0.0/24'],
    ['10.0.0.0/255.0.255.0', '"10.0.0.0/255.0.255.0"', undefined],
    ['10.0.0.0/08', '"10.0.0.0/08"', 'write 10.0.0.0/8'],
    ['10.0.0.0/33', '"10.0.0.0/33"', undefined],
    ['fd00::/129', '"fd00::/129"', undefined],
    ['10.0.0.0/', '"10.0.0.0/"', undefined],
    ['10.0.0.0/24 ', '"10.0.0.0/24 "', undefined],
    ['10.0.0.0/2\n4', '"10.0.0.0/2\\n4"', undefined],
  ])('fails: %j', (text, got, fix) => {
    const outcome = parseCidr(text);
    expect(outcome).toMatchObject({ ok: false, fault: { got } });
    expect(outcome.ok ? undefined : outcome.fault.fix).toBe(fix);
  });

  it('reads an address inside its network where that is meant', () => {
    const outcome = parseInterfaceAddress('10.0.0.140/24');
    expect(outcome).toMatchObject({
      ok: true,
      value: { address: { text: '10.0.0.140' }, network: { text: '10.0.0.0/24' } },
    });
    expect(parseInterfaceAddress(24)).toMatchObject({ ok: false, fault: { got: 'a number' } });
  });

  it('fails: a prefix length that the family does not have', () => {
    expect(() => cidrOf(ip('10.0.0.1'), 33)).toThrow(RangeError);
    expect(() => cidrOf(ip('10.0.0.1'), 1.5)).toThrow(RangeError);
  });

  it('reads back what it prints', () => {
    fc.assert(
      fc.property(block, (value) => {
        const outcome = parseCidr(value.text);
        const mapped = !outcome.ok && outcome.fault.got.includes('IPv4-mapped');
        expect(mapped || (outcome.ok && sameCidr(outcome.value, value))).toBe(true);
      }),
    );
  });
});

describe('blocks of addresses', () => {
  it('contain the addresses that the runtime says they contain', () => {
    const near = block.chain((value) =>
      fc.tuple(fc.constant(value), fc.oneof(address, fc.constantFrom(value.first, value.last))),
    );
    fc.assert(
      fc.property(near, ([value, one]) => {
        expect(containsIp(value, one)).toBe(
          one.family === value.family && blockList(value).check(one.text, `ipv${one.family}`),
        );
      }),
    );
  });

  it('end where they end', () => {
    fc.assert(
      fc.property(block, ({ family, first, last, prefix }) => {
        const list = blockList({ family, first, last, prefix, text: '' });
        expect(list.check(last.text, `ipv${family}`)).toBe(true);
        const beyond = last.value + 1n;
        const bits = family === 4 ? 32n : 128n;
        expect(beyond >> bits !== 0n || !list.check(ipAddress(family, beyond).text, `ipv${family}`)).toBe(true);
      }),
    );
  });

  it('contain one another or are apart', () => {
    const pair = block.chain((a) =>
      fc.tuple(
        fc.constant(a),
        fc.oneof(
          block,
          fc.nat({ max: a.family === 4 ? 32 : 128 }).map((n) => cidrOf(a.last, n)),
        ),
      ),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const shared = a.family === b.family && a.first.value <= b.last.value && b.first.value <= a.last.value;
        expect(overlaps(a, b)).toBe(shared);
        expect(overlaps(b, a)).toBe(shared);
        expect(containsCidr(a, b)).toBe(shared && a.prefix <= b.prefix);
      }),
    );
    expect(overlaps(cidr('10.96.0.0/12'), cidr('10.100.0.0/16'))).toBe(true);
    expect(overlaps(cidr('10.0.0.0/25'), cidr('10.0.0.128/25'))).toBe(false);
    expect(overlaps(cidr('0.0.0.0/0'), cidr('::/0'))).toBe(false);
  });

  it('are ordered by family, address and size', () => {
    const sorted = ['::/0', '10.0.0.0/24', '10.0.0.0/8', '9.0.0.0/8', '10.0.0.0/8'].map(cidr).sort(compareCidrs);
    expect(sorted.map(({ text }) => text)).toEqual(['9.0.0.0/8', '10.0.0.0/8', '10.0.0.0/8', '10.0.0.0/24', '::/0']);
    expect(compareIps(ip('10.0.0.2'), ip('10.0.0.10'))).toBe(-1);
    expect(sameCidr(cidr('10.0.0.0/8'), cidr('10.0.0.0/9'))).toBe(false);
  });
});
