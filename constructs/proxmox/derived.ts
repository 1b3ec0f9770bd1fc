/** Pulumi type tokens of `@muhlba91/pulumi-proxmoxve` that are used here. */
export const PROXMOX_TYPE = {
  provider: 'pulumi:providers:proxmoxve',
  pbs: 'proxmoxve:storage/pbs:Pbs',
  backupJob: 'proxmoxve:backup/job:Job',
} as const;

/** Kinds of storage of Proxmox VE: each is created under an id that must be free. */
export const STORAGE_TYPES: readonly string[] = ['cifs', 'directory', 'lvm', 'lvmthin', 'nfs', 'pbs', 'zfspool'].map(
  (kind) => `proxmoxve:storage/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
);

/**
 * Inputs that are secret, by Pulumi type token without `Legacy`, for `@muhlba91/pulumi-proxmoxve` 8.6.0: the arguments that
 * the SDK itself wraps as secrets, and the nested ones that it forgets.
 *
 * @see https://www.npmjs.com/package/@muhlba91/pulumi-proxmoxve
 */
const SECRET_INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['proxmoxve:acme/account:Account', ['eabHmacKey', 'eabKid']],
  ['proxmoxve:acme/dns/plugin:Plugin', ['data', 'dataWo']],
  ['proxmoxve:index/certificate:Certificate', ['privateKey']],
  ['proxmoxve:index/container:Container', ['initialization.userAccount.password']],
  ['proxmoxve:index/user:User', ['password']],
  ['proxmoxve:index/vm:Vm', ['initialization.userAccount.password']],
  ['proxmoxve:metrics/server:Server', ['influxToken', 'influxTokenWo', 'opentelemetryHeaders']],
  ['proxmoxve:realm/ldap:Ldap', ['bindPassword']],
  ['proxmoxve:realm/openid:Openid', ['clientKey', 'clientKeyWo']],
  ['proxmoxve:storage/cifs:Cifs', ['password']],
  ['proxmoxve:storage/pbs:Pbs', ['encryptionKey', 'password']],
  [
    PROXMOX_TYPE.provider,
    ['apiToken', 'authTicket', 'csrfPreventionToken', 'otp', 'password', 'ssh.password', 'ssh.privateKey'],
  ],
]);

/** Dotted paths of a type's secret inputs. */
export function secretInputsOf(type: string): readonly string[] {
  return SECRET_INPUTS.get(withoutLegacy(type)) ?? [];
}

/**
 * Classes of the provider that still stand on its old framework and have no successor that can be used: `VmLegacy` has
 * one in name, `Vm`, which knows no disks and no network.
 */
const LEGACY_WITHOUT_SUCCESSOR: ReadonlySet<string> = new Set([
  'proxmoxve:cluster/firewall/security/groupLegacy:GroupLegacy',
  'proxmoxve:cluster/firewallLegacy:FirewallLegacy',
  'proxmoxve:firewall/aliasLegacy:AliasLegacy',
  'proxmoxve:firewall/ipsetLegacy:IpsetLegacy',
  'proxmoxve:firewall/optionsLegacy:OptionsLegacy',
  'proxmoxve:firewall/rulesLegacy:RulesLegacy',
  'proxmoxve:index/certificateLegacy:CertificateLegacy',
  'proxmoxve:index/containerLegacy:ContainerLegacy',
  'proxmoxve:index/dnsLegacy:DnsLegacy',
  'proxmoxve:index/fileLegacy:FileLegacy',
  'proxmoxve:index/groupLegacy:GroupLegacy',
  'proxmoxve:index/hostsLegacy:HostsLegacy',
  'proxmoxve:index/poolLegacy:PoolLegacy',
  'proxmoxve:index/roleLegacy:RoleLegacy',
  'proxmoxve:index/timeLegacy:TimeLegacy',
  'proxmoxve:index/userLegacy:UserLegacy',
  'proxmoxve:index/vmLegacy:VmLegacy',
]);

/** Virtual machines on the provider's new framework: a trial of its authors, without disks or network. */
export const EXPERIMENTAL_VM_TYPES: readonly string[] = [
  'proxmoxve:index/vm2Legacy:Vm2Legacy',
  'proxmoxve:index/vm:Vm',
];

/** The type that replaces a `Legacy` type; `undefined` if the type is current, or the only one there is. */
export function successorOf(type: string): string | undefined {
  const successor = withoutLegacy(type);
  const current = successor === type || LEGACY_WITHOUT_SUCCESSOR.has(type) || EXPERIMENTAL_VM_TYPES.includes(type);
  return current ? undefined : successor;
}

/** `proxmoxve:storage/pbsLegacy:PbsLegacy` as `proxmoxve:storage/pbs:Pbs`. */
function withoutLegacy(type: string): string {
  return type.startsWith('proxmoxve:') ? type.replace(/Legacy:(\w+)Legacy$/, ':$1') : type;
}

/** Configuration keys of the provider that hold a secret: `pulumi config set --secret proxmoxve:<key>`. */
export const PROVIDER_SECRET_KEYS: readonly string[] = [
  'apiToken',
  'authTicket',
  'csrfPreventionToken',
  'otp',
  'password',
];
