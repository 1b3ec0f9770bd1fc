/**
 * Inputs that are secret, by Pulumi type token, for `@muhlba91/pulumi-proxmoxve` 8.6.0: the arguments that the SDK itself
 * wraps as secrets, and those that it forgets (nested SSH credentials of the provider).
 *
 * @see https://www.npmjs.com/package/@muhlba91/pulumi-proxmoxve
 */
const SECRET_INPUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['proxmoxve:storage/pbs:Pbs', ['password', 'encryptionKey']],
  ['proxmoxve:metrics/server:Server', ['influxToken', 'opentelemetryHeaders']],
  [
    'pulumi:providers:proxmoxve',
    ['apiToken', 'password', 'authTicket', 'csrfPreventionToken', 'ssh.password', 'ssh.privateKey'],
  ],
]);

/** Dotted paths of a type's secret inputs. */
export function secretInputsOf(type: string): readonly string[] {
  return SECRET_INPUTS.get(type) ?? [];
}
