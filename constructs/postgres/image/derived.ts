import { parseImageReference, tagKind, type ImageReference } from '../../model/image-reference';
import { parsed, refused, type Parsed } from '../../model/parsed';
import { VERSIONS } from '../../model/versions';

/** What a tag of CloudNativePG's PostgreSQL images says. */
export interface PostgresTag {
  /** Major version: `18`. */
  readonly major: string;
  /** Major and minor version: `18.6`; `19beta3` before the release. */
  readonly version: string;
  /** Set of extensions: `standard`. */
  readonly flavour: string;
  /** Debian release: `trixie`. */
  readonly distribution: string;
  /**
   * Minute of the build, UTC: `202608131513`.
   *
   * @default - the newest build of the minor version; images are built again every week
   */
  readonly build?: string;
}

/** Settings of {@link postgresImage}. */
export interface PostgresImageOptions extends Omit<PostgresTag, 'major'> {
  /**
   * Digest of the image index: `sha256:` and 64 hex digits.
   *
   * @default - none: the tag alone
   */
  readonly digest?: string;
}

/** `<minor>[-<build>]-<flavour>-<distribution>`: the two forms of tag that name a minor version and a distribution. */
const TAG = /^((\d+)(?:\.\d+|(?:alpha|beta|rc)\d+))(?:-(\d{12}))?-([a-z]+)-([a-z]+)$/;

const FORM = '<major>.<minor>-<flavour>-<distribution>';

/** The image reference of a PostgreSQL version. */
export function postgresImage({ version, flavour, distribution, build, digest }: PostgresImageOptions): string {
  const tag = [version, build, flavour, distribution].filter((part) => part !== undefined).join('-');
  return `${VERSIONS.postgresql.image}:${tag}${digest === undefined ? '' : `@${digest}`}`;
}

/** Whether an image is one of CloudNativePG's own, from whatever registry. */
export function isPostgresImage(image: string): boolean {
  const reference = parseImageReference(image);
  return reference.ok && /(?:^|\/)cloudnative-pg\/postgresql$/.test(reference.value.repository);
}

/**
 * Reads the tag of an image reference. Refused is whatever does not name a minor version, a flavour and a distribution:
 * the image under such a tag changes its minor version, its major version or its collations from one pull to the next.
 *
 * @see https://github.com/cloudnative-pg/postgres-containers#image-tags
 */
export function postgresTagOf(image: string): Parsed<PostgresTag> {
  const reference = parseImageReference(image);
  if (!reference.ok) {
    return reference;
  }
  const [, version, major, build, flavour, distribution] = TAG.exec(reference.value.tag ?? '') ?? [];
  if (version === undefined || major === undefined || flavour === undefined || distribution === undefined) {
    return refused({ got: describe(reference.value), expected: `a tag of the form ${FORM}` });
  }
  return parsed({ major, version, flavour, distribution, ...(build === undefined ? {} : { build }) });
}

function describe({ tag, digest }: ImageReference): string {
  if (tag === undefined) {
    return digest === undefined ? 'no tag, which means latest' : 'a digest without a tag';
  }
  return tagKind(tag) === 'major' ? `${tag}, a major version alone` : tag;
}

/** Major version of the image that the operator runs for a Cluster: what `app.kubernetes.io/version` says. */
export function majorOf(imageName: string | undefined, catalogMajor: unknown): string {
  const reference = parseImageReference(imageName);
  const fromTag = /^\d+/.exec((reference.ok ? reference.value.tag : undefined) ?? '')?.[0];
  const fromCatalog = typeof catalogMajor === 'number' ? String(catalogMajor) : undefined;
  return fromTag ?? fromCatalog ?? VERSIONS.postgresql.operatorDefault.replace(/\..*/, '');
}
