/** A scalar that an `enum` may hold. */
export type Literal = string | number | boolean | null;

/** JSON Schema 2020-12, as far as the generated schemas use it. */
export interface StrictSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, StrictSchema>>;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly Literal[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, StrictSchema>>;
  readonly additionalProperties?: StrictSchema | boolean;
  readonly items?: StrictSchema;
  readonly allOf?: readonly StrictSchema[];
  readonly anyOf?: readonly StrictSchema[];
  readonly oneOf?: readonly StrictSchema[];
  readonly not?: StrictSchema;
}
