import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { SpecError } from '../model/finding';
import { readVendoredFile } from './vendored-file';
import { manifestsIn, type VendoredManifest } from './vendored-yaml';

/** Settings of {@link VendoredManifests}. */
export interface VendoredManifestsProps {
  /** Root folder of the project, absolute: `join(__dirname, '..')`. No file outside it is read. */
  readonly root: string;
  /** Path of the YAML file, from the root. */
  readonly file: string;
  /** SHA-256 of the file, 64 hex digits: what was reviewed is what is rendered. */
  readonly sha256: string;
}

/**
 * Defines the objects of a YAML file that was copied into the project: CustomResourceDefinitions of an operator, a
 * rendered Helm chart. Nothing is fetched.
 *
 * The objects are taken as they stand in the file: the chart's namespace is not added to them.
 *
 * @throws SpecError `render/include-network` if the file is a URL.
 * @throws SpecError `render/include-outside` if the file is outside the project, or not there.
 * @throws SpecError `render/include-changed` if the file has another SHA-256.
 * @throws SpecError `render/include-yaml` if the file is no YAML of Kubernetes objects.
 */
export class VendoredManifests extends Construct {
  /** In the order of the file. */
  public readonly objects: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: VendoredManifestsProps) {
    super(scope, id);
    const refuse = (rule: string, violation: SpecError['violation']): never => {
      throw new SpecError(this, rule, violation);
    };
    const text = readVendoredFile(props, refuse);
    const ids = new Set<string>();
    this.objects = manifestsIn(text, props.file, refuse).map((manifest) => this.add(manifest, ids));
  }

  private add(manifest: VendoredManifest, ids: Set<string>): ApiObject {
    const object = new ApiObject(this, uniqueId(manifest, ids), manifest);
    if (manifest.metadata.namespace === undefined && object.metadata.namespace !== undefined) {
      object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
    }
    return object;
  }
}

/** The object's identity; an object that stands twice in the file gets a number, and is refused by its identity later. */
function uniqueId({ kind, metadata: { name, namespace } }: VendoredManifest, ids: Set<string>): string {
  const plain = [kind.toLowerCase(), namespace, name].filter((part) => part !== undefined).join('-');
  let id = plain;
  for (let count = 2; ids.has(id); count += 1) {
    id = `${plain}-${count}`;
  }
  ids.add(id);
  return id;
}
