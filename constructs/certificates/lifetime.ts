import type { Fault } from '../model/parsed';

/** How long a certificate lives, and when it is renewed. */
export interface Lifetime {
  readonly durationDays: number;
  readonly renewBeforeDays: number;
}

/** What is wrong with a lifetime, and where in the props. */
export function lifetimeFault({
  durationDays,
  renewBeforeDays,
}: Lifetime): (Fault & { readonly at: string }) | undefined {
  if (!isDays(durationDays)) {
    return { at: 'props.durationDays', got: String(durationDays), expected: 'whole days, 1 or more' };
  }
  return isDays(renewBeforeDays) && renewBeforeDays < durationDays
    ? undefined
    : {
        at: 'props.renewBeforeDays',
        got: String(renewBeforeDays),
        expected: `whole days, 1 or more and fewer than the ${durationDays} that it lives`,
      };
}

/** A lifetime as cert-manager reads it: Go knows no days. */
export function lifetimeFields({
  durationDays,
  renewBeforeDays,
}: Lifetime): Readonly<Record<'duration' | 'renewBefore', string>> {
  return { duration: `${durationDays * 24}h`, renewBefore: `${renewBeforeDays * 24}h` };
}

function isDays(days: number): boolean {
  return Number.isInteger(days) && days >= 1;
}
