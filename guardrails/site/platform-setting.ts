import { CHARTS } from '../../constructs/gitops/charts/derived';
import type { ChartInstallInput, PlatformInput, Violation } from '../../constructs/model';
import { parsed, refused, type Parsed } from '../../constructs/model/parsed';
import { closest, quoted } from '../../constructs/model/text';
import { exampleSiteWith, type ExampleSite } from '../engine/example-site';
import { faultOf } from '../engine/site/fault-of';
import { entriesOf, placed } from '../engine/site/places';
import { defineSiteRule } from '../rule';

/** A duration as Prometheus writes it: units from long to short, each once. */
const RETENTION = /^(?=.)(\d+y)?(\d+w)?(\d+d)?(\d+h)?(\d+m)?(\d+s)?(\d+ms)?$/;

/** Name of an interface of Linux: up to 15 bytes that are neither blanks nor slashes nor colons. */
const INTERFACE = /^(?!\.{1,2}$)[^\s/:]{1,15}$/;

/** Most replicas that a volume of Longhorn has. */
const MOST_REPLICAS = 20;

/** Settings that Kubernetes takes as they are, and that a system refuses when it runs. */
export default defineSiteRule({
  severity: 'error',
  summary:
    'settings of a platform are ones that its systems take: containers that exist, durations, replicas, interfaces',
  why: 'nothing refuses them when they are applied: the system ends at its start, or ignores what was meant for it',
  fix: 'write a value of the form that is expected',
  waive: 'never',
  source: 'docs/charts.md',
  check: (site) =>
    entriesOf(site.clusters).flatMap(([key, { platform = {} }]) => [
      ...resourceFaults(key, platform),
      ...settingFaults(key, platform),
    ]),
  valid: [
    { name: 'resources of a container that the chart has a value for', site: withAmounts('controller') },
    {
      name: 'settings of their form',
      site: platformSite({
        'kube-vip': { interface: 'enp3s0.20' },
        longhorn: { replicas: 2 },
      }),
    },
  ],
  invalid: [
    {
      name: 'resources of a container under the name that the pod gives it',
      site: withAmounts('cert-manager-controller'),
      findings: [
        {
          at: 'clusters.home.platform.cert-manager.resources.cert-manager-controller',
          got: '"cert-manager-controller"',
        },
      ],
    },
    {
      name: 'no replicas, a duration in words, an interface with an address',
      site: platformSite({
        'kube-vip': { interface: 'eth0:1' },
        longhorn: { replicas: 0 },
        'prometheus-operator': {
          prometheus: { size: '50Gi', storageClass: 'local' },
          alertmanager: { size: '1Gi', storageClass: 'local' },
          retention: '30 days',
        },
      }),
      findings: [
        { at: 'clusters.home.platform.kube-vip.interface', got: '"eth0:1"' },
        { at: 'clusters.home.platform.longhorn.replicas', got: '0' },
        { at: 'clusters.home.platform.prometheus-operator.retention', got: '"30 days"' },
      ],
    },
  ],
});

function platformSite(platform: PlatformInput): ReturnType<typeof exampleSiteWith> {
  return exampleSiteWith(({ clusters }: ExampleSite) => {
    Object.assign(clusters['home']!, { platform });
  });
}

function withAmounts(container: string): ReturnType<typeof exampleSiteWith> {
  const resources = { [container]: { cpu: '50m', cpuLimit: '1', memory: '512Mi' } };
  return platformSite({ 'cert-manager': { resources } });
}

function resourceFaults(cluster: string, platform: PlatformInput): Violation[] {
  return CHARTS.flatMap(({ system, resources: known }) => {
    const install = (platform as Readonly<Record<string, ChartInstallInput | undefined>>)[system];
    const names = Object.keys(known);
    return entriesOf(install?.resources).flatMap(([name]) =>
      names.includes(name)
        ? []
        : [unknownContainer(['clusters', cluster, 'platform', system, 'resources'], name, names)],
    );
  });
}

function unknownContainer(segments: readonly string[], name: string, names: readonly string[]): Violation {
  const near = closest(name, names);
  return {
    at: placed([...segments, name], '').at,
    got: quoted(name),
    expected: `one of: ${names.join(', ')}`,
    ...(near === undefined ? {} : { fix: `write ${near}` }),
  };
}

function settingFaults(cluster: string, platform: PlatformInput): Violation[] {
  const { 'kube-vip': kubeVip, longhorn, 'prometheus-operator': monitoring } = platform;
  const settings: readonly (readonly [string, string, unknown, (value: unknown) => Parsed<unknown>])[] = [
    ['kube-vip', 'interface', kubeVip?.interface, matching(INTERFACE, 'the name of an interface: eth0')],
    ['longhorn', 'replicas', longhorn?.replicas, parseReplicas],
    ['prometheus-operator', 'retention', monitoring?.retention, matching(RETENTION, 'a duration: 30d, 1y, 12h30m')],
  ];
  return settings.flatMap(([system, key, value, parse]) =>
    value === undefined ? [] : faultOf(parse)(placed(['clusters', cluster, 'platform', system, key], value)),
  );
}

function matching(form: RegExp, expected: string): (value: unknown) => Parsed<unknown> {
  return (value) => {
    const text = String(value);
    return form.test(text) ? parsed(text) : refused({ got: quoted(text), expected });
  };
}

function parseReplicas(value: unknown): Parsed<unknown> {
  const count = Number(value);
  return Number.isInteger(count) && count >= 1 && count <= MOST_REPLICAS
    ? parsed(count)
    : refused({ got: String(value), expected: `a whole number from 1 to ${MOST_REPLICAS}` });
}
