import type { External, HostObject, Manifest, Severity, SiteInput, Violation } from '../constructs/model';
import type { ObjectIndex } from './engine/object-index';

/** What every rule says of itself, whatever it looks at. */
export interface Descriptor {
  readonly severity: Severity;
  /** One line: what the rule demands. */
  readonly summary: string;
  /** The article that taught it, and where the article is wrong. */
  readonly lesson?: string;
  /** What goes wrong otherwise, in production. */
  readonly why: string;
  /** How to mend it, where the violation itself does not say. */
  readonly fix: string;
  /** When a waiver is right; `never` where no waiver is accepted. */
  readonly waive: string;
  /** Primary source. */
  readonly source: string;
}

/** Objects that a rule is shown in its table. The first ones are what the row is about; the others are their neighbours. */
export interface Row {
  /** What this row is an example of. */
  readonly name: string;
  readonly objects?: readonly Manifest[];
  readonly resources?: readonly HostRow[];
  readonly externals?: readonly External[];
  /** The site that the objects belong to. @default - the example site */
  readonly site?: SiteInput;
}

/** A resource of the host plane in a row. */
export type HostRow = Pick<HostObject, 'type' | 'name' | 'inputs'> &
  Partial<Pick<HostObject, 'dependsOn' | 'options' | 'stack'>>;

/** What an invalid row must be told: every finding of the rule, in order of its path. */
export interface ExpectedFinding {
  readonly at: string;
  /** @default - not looked at */
  readonly got?: string;
}

/** A row that the rule refuses. */
export interface Invalid {
  readonly findings: readonly ExpectedFinding[];
}

/** A rule over rendered objects of either plane; it may look at every other object through the index. */
export interface ObjectRule extends Descriptor {
  readonly origin: 'object' | 'structure';
  /** Kinds as the field writes them (`postgresql.cnpg.io/Cluster`, `Service`), or Pulumi type tokens; `*` is every object. */
  readonly kind: string | readonly string[];
  check(object: never, index: ObjectIndex): readonly Violation[];
  readonly valid: readonly Row[];
  readonly invalid: readonly (Row & Invalid)[];
}

/** A rule over the site as its owner wrote it. */
export interface SiteRule extends Descriptor {
  readonly origin: 'site';
  check(site: SiteInput): readonly Violation[];
  readonly valid: readonly SiteRow[];
  readonly invalid: readonly (SiteRow & Invalid)[];
}

/** A site in a rule's table. */
export interface SiteRow {
  readonly name: string;
  readonly site: SiteInput;
}

/** A rule that a construct, the renderer, the engine of the checks or the writer applies itself; the table says with what. */
export interface InputRule extends Descriptor {
  readonly origin: 'construct' | 'render' | 'engine' | 'writer';
  /** Who applies it: name of a construct, or of a scenario of the tests. */
  readonly applies: string;
  readonly valid: readonly InputRow[];
  readonly invalid: readonly (InputRow & Invalid)[];
}

/** Input of a construct, the renderer or the writer in a rule's table. */
export interface InputRow {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Any rule of the registry. */
export type Rule = ObjectRule | SiteRule | InputRule;

type Definition<R extends Rule> = Omit<R, 'origin'>;

/** Definition of an {@link ObjectRule} whose objects have type `T`. */
export type GuardrailDefinition<T> = Omit<Definition<ObjectRule>, 'check'> & {
  readonly check: (object: T, index: ObjectIndex) => readonly Violation[];
};

/**
 * Defines a guardrail: a rule about what a system needs. Its id is the path of its file below `guardrails/`.
 *
 * `T` is the manifest for Kubernetes kinds, `HostObject` for Pulumi types.
 */
export function defineGuardrail<T>(definition: GuardrailDefinition<T>): ObjectRule {
  return { ...definition, origin: 'object' };
}

/** Defines a structural rule: what holds for every object, whatever the system. */
export function defineStructureRule<T>(definition: GuardrailDefinition<T>): ObjectRule {
  return { ...definition, origin: 'structure' };
}

/** Defines a rule about the site model. */
export function defineSiteRule(definition: Definition<SiteRule>): SiteRule {
  return { ...definition, origin: 'site' };
}

/** Defines a rule that its owner applies: a construct in its constructor, the renderer, the engine, the writer. */
export function defineInputRule(origin: InputRule['origin'], definition: Definition<InputRule>): InputRule {
  return { ...definition, origin };
}
