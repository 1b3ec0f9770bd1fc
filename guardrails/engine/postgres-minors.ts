import type { Manifest } from '../../constructs/model';
import { parseImageReference } from '../../constructs/model/image-reference';
import { isPostgresImage } from '../../constructs/postgres/image/derived';
import { flawsOf, type Flaw } from '../../constructs/postgres/minors/derived';
import { VERSIONS } from '../../constructs/model/versions';
import { postgresImages } from './postgres-images';

/** An image whose minor version has flaws. */
export interface FlawedImage {
  readonly at: string;
  /** `16.4`. */
  readonly version: string;
  /** One or more. */
  readonly flaws: readonly Flaw[];
  /** Newest minor version of its major that is known. */
  readonly newest: string | undefined;
}

/** Images of CloudNativePG with a minor version in their tag, of which something is known. */
export function flawedImages(manifest: Manifest): readonly FlawedImage[] {
  return postgresImages(manifest).flatMap(({ at, image }) => {
    const reference = parseImageReference(image);
    const tag = reference.ok ? reference.value.tag : undefined;
    const [version, major] = /^(\d+)\.\d+/.exec(isPostgresImage(image) ? (tag ?? '') : '') ?? [];
    const flaws = version === undefined ? [] : flawsOf(version);
    return flaws.length === 0 ? [] : [{ at, version: version!, flaws, newest: newestOf(major!) }];
  });
}

/** What is known of a flawed image, with the sources: for messages. */
export function textOfFlaws({ version, flaws }: FlawedImage): string {
  return `${version}: ${flaws.map(({ what, source }) => `${what}, see ${source}`).join('; ')}`;
}

function newestOf(major: string): string | undefined {
  const { majors } = VERSIONS.postgresql;
  return Object.hasOwn(majors, major) ? majors[major]?.current : undefined;
}
