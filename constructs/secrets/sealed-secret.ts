import { Construct } from 'constructs';
import type { SealedSecret as SealedSecretManifest } from '../../imports/bitnami.com/v1alpha1';
import { kubeObject } from '../core/kube-object';
import { SpecError, type SealingCertificate, type SealingScope, type Violation } from '../model';
import { sameFingerprint } from '../model/fingerprint';
import { parseSealedValue } from '../model/sealed-value';
import { parseSecretKey } from '../model/secret-key';
import { quoted } from '../model/text';
import { scopeAnnotations } from './derived';

/** Settings of a {@link SealedSecret}; a secret of the site has them. */
export interface SealedSecretProps {
  /**
   * Name of the Secret, and of the SealedSecret.
   *
   * @default - the construct's id
   */
  readonly name?: string;
  readonly namespace: string;
  /**
   * Where the values open.
   *
   * @default 'strict'
   */
  readonly scope?: SealingScope;
  /**
   * Type of the Secret.
   *
   * @default 'Opaque'
   */
  readonly type?: string;
  /** Values that `rackproof seal` has sealed, by their keys, one or more. */
  readonly encryptedData: Readonly<Record<string, string>>;
  /**
   * What the values were sealed with.
   *
   * @default - not known
   */
  readonly certificate?: SealingCertificate;
  /**
   * Fingerprints of the certificates of the cluster's controller, those of older keys too.
   *
   * @default - not known: any certificate is taken for one of them
   */
  readonly certificates?: readonly string[];
  /**
   * Labels of the Secret.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * Defines a `SealedSecret`, of which the controller in the cluster makes the Secret of the same name.
 *
 * Nothing is sealed here: every sealing gives another text, and what is rendered must not change by itself.
 *
 * @throws SpecError `secrets/sealed-secret` if there is no value, a key is illegal, or a value is not sealed.
 * @throws SpecError `secrets/certificate` if the certificate is none of the controller's.
 * @see https://github.com/bitnami-labs/sealed-secrets#sealedsecrets-as-templates-for-secrets
 * @example new SealedSecret(chart, 'grafana-admin', { ...secret, certificates })
 */
export class SealedSecret extends Construct {
  /** Name of the Secret. */
  public readonly name: string;

  constructor(scope: Construct, id: string, props: SealedSecretProps) {
    super(scope, id);
    const { name = id, namespace, scope: sealedFor = 'strict', type = 'Opaque', encryptedData, labels = {} } = props;
    this.name = name;
    this.refuse('secrets/sealed-secret', dataFaults(encryptedData));
    this.refuse('secrets/certificate', certificateFaults(props));
    const annotations = scopeAnnotations(sealedFor);
    kubeObject<SealedSecretManifest>(this, 'Resource', {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name, namespace, ...unlessEmpty({ annotations }) },
      spec: {
        encryptedData: { ...encryptedData },
        // The scope stands in the template too, as kubeseal writes it: these annotations become those of the Secret.
        template: { type, ...unlessEmpty({ metadata: unlessEmpty({ annotations, labels }) }) },
      },
    });
  }

  private refuse(rule: string, [violation]: readonly Violation[]): void {
    if (violation !== undefined) {
      throw new SpecError(this, rule, violation);
    }
  }
}

function dataFaults(encryptedData: SealedSecretProps['encryptedData']): readonly Violation[] {
  const entries = Object.entries(encryptedData);
  if (entries.length === 0) {
    return [{ at: 'props.encryptedData', got: 'an object without keys', expected: 'one sealed value or more' }];
  }
  return entries.flatMap(([key, value]) => {
    const at = `props.encryptedData[${quoted(key)}]`;
    return [parseSecretKey(key), parseSealedValue(value)].flatMap((outcome) =>
      outcome.ok ? [] : [{ at, ...outcome.fault }],
    );
  });
}

function certificateFaults({ certificate, certificates }: SealedSecretProps): readonly Violation[] {
  const isKnown = certificates?.some((known) => sameFingerprint(known, certificate?.fingerprint ?? '')) ?? true;
  return isKnown
    ? []
    : [
        {
          at: 'props.certificate.fingerprint',
          got: certificate?.fingerprint ?? 'nothing',
          expected:
            certificates === undefined || certificates.length === 0
              ? "a certificate of the controller, named in platform['sealed-secrets'].certificates"
              : `one of the controller's: ${certificates.join(', ')}`,
        },
      ];
}

/** The members that hold something. */
function unlessEmpty<T extends Readonly<Record<string, object>>>(members: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(members).filter(([, member]) => Object.keys(member).length > 0),
  ) as Partial<T>;
}
