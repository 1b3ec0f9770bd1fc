import fc from 'fast-check';
import { hostsOfRule, middlewareId, routerRule } from '../../constructs/ingress/route/derived';
import {
  parseAllowed,
  parseAuthAddress,
  parseBodyLimit,
  parseHost,
  parseListenerHost,
  parsePath,
  parseServicePort,
} from '../../constructs/ingress/route/inputs';
import type { Parsed } from '../../constructs/model/parsed';

const accepted = <T>(outcome: Parsed<T>): T | undefined => (outcome.ok ? outcome.value : undefined);
const fix = <T>(outcome: Parsed<T>): string | undefined => (outcome.ok ? undefined : outcome.fault.fix);

/** Texts near what is read: its characters, and those that end a rule or a path. */
const near = (...parts: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...parts), { maxLength: 10 }).map((chosen) => chosen.join(''));

const hosts = fc
  .array(fc.constantFrom('a', 'b1', 'c-d', '0'), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('.'));
const paths = fc
  .array(fc.constantFrom('a', 'B(c)', 'Host(d)', '~e', '&&', "'x'", '...'), { maxLength: 4 })
  .map((steps) => `/${steps.join('/')}`);

const nearlyHosts = near('a', 'b1', '-', '.', '*', '`', '(', ')', ' ', 'A', ':', '/', '"', '192.0.2.1', 'é');
const nearlyPaths = near('/', 'a', 'b', '.', '..', '`', '?', '#', '%2f', ' ', '~', '"', '\\', '\n');

describe('what is read', () => {
  it('a host never ends the rule that it stands in', () => {
    fc.assert(
      fc.property(nearlyHosts, (text) => {
        const host = accepted(parseHost(text));
        return host === undefined || (host === text && /^[-.a-z0-9]+$/.test(host) && host.length <= 253);
      }),
    );
  });

  it('a path never ends the rule, and has one spelling', () => {
    fc.assert(
      fc.property(nearlyPaths, (text) => {
        const path = accepted(parsePath(text));
        return path === undefined || path === '/' || /^(\/(?!\.{1,2}(\/|$))[^/`\s?#%"\\]+)+$/.test(path);
      }),
    );
  });

  it('what a path is told to be is accepted', () => {
    fc.assert(
      fc.property(nearlyPaths, (text) => {
        const written = /^write "(?<path>.*)"$/.exec(fix(parsePath(text)) ?? '')?.groups?.['path'];
        return written === undefined || (written !== text && parsePath(written).ok);
      }),
    );
  });

  it.each<[unknown, boolean, string | undefined]>([
    ['/', true, undefined],
    ['/api/v1', true, undefined],
    ['/a?b', false, undefined],
    [7, false, undefined],
    ['//', false, 'write "/"'],
    ['/a//b', false, 'write "/a/b"'],
    ['/a/.', false, 'write "/a"'],
    ['api', false, 'write "/api"'],
    ['/a/../b/', false, 'write "/a/b"'],
    ['/..', false, 'write "/"'],
  ])('path %j: %s', (path, isAccepted, repaired) => {
    expect([parsePath(path).ok, fix(parsePath(path))]).toEqual([isAccepted, repaired]);
  });

  it('a path has at most 1024 characters', () => {
    expect(parsePath(`/${'a'.repeat(1023)}`).ok).toBe(true);
    expect(parsePath(`/${'a'.repeat(1024)}`).ok).toBe(false);
  });

  it('a listener may answer to all names below a domain', () => {
    expect(accepted(parseListenerHost('*.example.internal'))).toBe('*.example.internal');
    expect(parseListenerHost('*').ok).toBe(false);
    expect(parseListenerHost('*.').ok).toBe(false);
    expect(parseHost('*.example.internal').ok).toBe(false);
  });

  it('a size is bytes', () => {
    expect(accepted(parseBodyLimit('16Mi'))).toBe(16_777_216);
    expect(accepted(parseBodyLimit('1k'))).toBe(1000);
    expect(parseBodyLimit('1500m').ok).toBe(false);
    expect(parseBodyLimit('8Ei').ok).toBe(false);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        expect(accepted(parseBodyLimit(String(bytes)))).toBe(bytes);
      }),
    );
  });

  it('a block of addresses is written in one way', () => {
    expect(accepted(parseAllowed('2001:DB8:0::/64'))).toBe('2001:db8::/64');
    expect(fix(parseAllowed('192.0.2.7'))).toContain('192.0.2.7/32');
  });

  it('a password in an address is not repeated', () => {
    for (const text of ['http://user:hunter2@auth/', 'hunter2', 'ftp://hunter2/']) {
      const outcome = parseAuthAddress(text);
      expect(outcome.ok).toBe(false);
      expect(JSON.stringify(outcome)).not.toContain('hunter2');
    }
  });

  it('an HTTPRoute takes a number', () => {
    const service = { name: 'grafana', port: 'http' };
    expect(accepted(parseServicePort(service, false))).toBe('http');
    expect(parseServicePort(service, true).ok).toBe(false);
    expect(parseServicePort({ ...service, port: 'Not A Port' }, false).ok).toBe(false);
  });
});

describe('a rule', () => {
  it('is for its host, and says so', () => {
    fc.assert(
      fc.property(hosts, paths, (host, path) => {
        expect([parseHost(host).ok, parsePath(path).ok]).toEqual([true, true]);
        expect(hostsOfRule(routerRule(host, path))).toEqual([host]);
      }),
    );
  });

  it.each<[string, readonly string[]]>([
    ['Host(`a.example`)', ['a.example']],
    ['Host(`a.example`, `b.example`)', ['a.example', 'b.example']],
    ['(Host(`a.example`) || Host("B.example")) && PathPrefix(`/x`)', ['a.example', 'b.example']],
    ['Host(`a.example`) && !Host(`b.example`)', ['a.example']],
    ['Host(`a.example`) && Path(`/1`) || Host(`a.example`) && Path(`/2`)', ['a.example']],
    ['host(`a.example`) || HOST(`b.example`)', ['a.example', 'b.example']],
    ['!host(`a.example`) && ! Host (`b.example`)', []],
    ['!(Host(`a.example`) || PathPrefix(`/x`)) && Host(`b.example`)', ['b.example']],
    ['!(!Host(`a.example`))', ['a.example']],
    ['PathPrefix(`/Host("c.example")`) && Host(`a.example`)', ['a.example']],
    ['HostRegexp(`^.+$`) && HostSNI(`c.example`)', []],
    ['PathPrefix(`/Host`)', []],
    ['Host(', []],
  ])('%s is for %j', (rule, hosts) => {
    expect(hostsOfRule(rule)).toEqual(hosts);
  });

  it('reads anything', () => {
    fc.assert(
      fc.property(near('Host(', '`', '"', ')', '!', ' ', 'a', '.', '&&'), (rule) => Array.isArray(hostsOfRule(rule))),
    );
  });
});

describe('the name of a Middleware for an Ingress', () => {
  it('is what Traefik makes of namespace and name', () => {
    expect(middlewareId('monitoring', 'grafana-auth')).toBe('monitoring-grafana-auth@kubernetescrd');
    expect(middlewareId('monitoring', 'grafana.auth--x')).toBe('monitoring-grafana-auth-x@kubernetescrd');
    expect(middlewareId('a-b', 'c')).toBe(middlewareId('a', 'b-c'));
  });

  it('has letters, digits and single lines between them', () => {
    fc.assert(
      fc.property(near('a', '-', '.', '0'), near('b', '-', '.', '1'), (namespace, name) => {
        expect(middlewareId(`n${namespace}`, name)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*@kubernetescrd$/);
      }),
    );
  });
});
