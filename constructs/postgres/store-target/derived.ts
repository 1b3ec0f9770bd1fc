import { s3Capabilities, type Host } from '../../model';
import { parsed, refused, type Parsed } from '../../model/parsed';

/** How an S3 server is talked to. */
export interface StoreTls {
  /**
   * Whether it answers with TLS.
   *
   * @default - what is known of its flavour
   */
  readonly tls?: boolean;
  /**
   * Who signed its certificate.
   *
   * @default - nobody in particular
   */
  readonly ca?: unknown;
}

/** Origin of an S3 server: `https://s3.home.example:9000`. */
export function endpointOf({ fqdn, port, flavour }: Host<'s3'>, { tls, ca }: StoreTls): Parsed<string> {
  const secure = tls ?? s3Capabilities(flavour)?.tls === true;
  return !secure && ca !== undefined
    ? refused({
        got: `an authority for ${fqdn}, which answers without TLS`,
        expected: 'no authority, or a server with TLS',
        fix: `set tls: true if something in front of ${flavour} answers with a certificate; else leave ca out`,
      })
    : parsed(`${secure ? 'https' : 'http'}://${fqdn}:${port}`);
}

/**
 * Name of a bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketName(text: string): Parsed<string> {
  return /^[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/.test(text) && !text.includes('..')
    ? parsed(text)
    : refused({
        got: JSON.stringify(text),
        expected: '3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends',
      });
}

/** Path inside a bucket, without a slash at either end. */
export function pathPrefix(text: string): Parsed<string> {
  const parts = text.split('/');
  return parts.every((part) => /^[A-Za-z0-9._-]+$/.test(part) && part !== '.' && part !== '..')
    ? parsed(text)
    : refused({
        got: JSON.stringify(text),
        expected: 'names with a slash between them, none at either end: letters, digits, dots, hyphens, underscores',
      });
}

/** How far back one can restore: a number of days, weeks or months. */
export function retentionPolicy(text: string): Parsed<string> {
  return /^[1-9][0-9]*[dwm]$/.test(text)
    ? parsed(text)
    : refused({
        got: JSON.stringify(text),
        expected: 'a number of days, weeks or months: 30d, 4w, 3m',
      });
}
