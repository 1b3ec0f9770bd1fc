import { join } from 'node:path';
import ts from 'typescript';
import type { RootSchema, Schema } from '../../guardrails/engine/site/schema';

/** The function whose result is a site with every type parameter at its default. */
const SOURCE = { file: 'constructs/model/site/define.ts', name: 'defineSite' } as const;

/**
 * JSON Schema of a site, from the types of the model.
 *
 * An own generator of this size, because none of the known ones resolves `NoInfer` and runs on Node 20.
 */
export function siteSchema(root: string): RootSchema {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...(config as object), include: [], files: [] }, ts.sys, root);
  const file = join(root, SOURCE.file);
  const program = ts.createProgram([file], { ...options, types: [] });
  return new Generator(program.getTypeChecker()).root(program.getSourceFile(file)!);
}

class Generator {
  private readonly definitions = new Map<string, Schema>();

  constructor(private readonly checker: ts.TypeChecker) {}

  public root(file: ts.SourceFile): RootSchema {
    const exported = this.checker.getExportsOfModule(this.checker.getSymbolAtLocation(file)!);
    const define = exported.find(({ name }) => name === SOURCE.name)!;
    const [signature] = this.checker.getTypeOfSymbol(define).getCallSignatures();
    const schema = this.objectOf(signature!.getReturnType());
    const sorted = [...this.definitions].sort(([a], [b]) => (a < b ? -1 : 1));
    return { ...schema, $defs: Object.fromEntries(sorted) };
  }

  private schemaOf(type: ts.Type): Schema {
    const name = definitionNameOf(type);
    if (name === undefined) {
      return this.inline(type);
    }
    if (!this.definitions.has(name)) {
      this.definitions.set(name, {});
      const documented = type.aliasSymbol ?? type.symbol;
      this.definitions.set(name, { ...this.textOf(documented), ...this.inline(type) });
    }
    return { $ref: `#/$defs/${name}` };
  }

  private inline(type: ts.Type): Schema {
    if (type.isUnion() && !(type.flags & ts.TypeFlags.Boolean)) {
      return this.unionOf(type);
    }
    if (this.checker.isArrayType(type)) {
      return { type: 'array', items: this.schemaOf(this.checker.getTypeArguments(type as ts.TypeReference)[0]!) };
    }
    return this.scalarOf(type) ?? this.objectOf(type);
  }

  private scalarOf(type: ts.Type): Schema | undefined {
    if (type.isStringLiteral() || type.isNumberLiteral()) {
      return { const: type.value };
    }
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return { const: this.checker.typeToString(type) === 'true' };
    }
    const names = [
      [ts.TypeFlags.String, 'string'],
      [ts.TypeFlags.Number, 'number'],
      [ts.TypeFlags.Boolean, 'boolean'],
    ] as const;
    const found = names.find(([flag]) => type.flags & flag);
    return found === undefined ? undefined : { type: found[1] };
  }

  private unionOf(type: ts.UnionType): Schema {
    const members = type.types.filter((member) => !(member.flags & ts.TypeFlags.Undefined));
    if (members.length === 1) {
      return this.schemaOf(members[0]!);
    }
    // To the compiler an optional boolean is a union of three.
    if (members.every(({ flags }) => flags & ts.TypeFlags.BooleanLiteral)) {
      return { type: 'boolean' };
    }
    const literals = members.flatMap((member) => (member.isStringLiteral() ? [member.value] : []));
    return literals.length === members.length
      ? { enum: literals.sort() }
      : { anyOf: members.map((member) => this.schemaOf(member)) };
  }

  private objectOf(type: ts.Type): Schema {
    const member = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (member !== undefined) {
      return { type: 'object', additionalProperties: this.schemaOf(member) };
    }
    if (!(type.flags & ts.TypeFlags.Object)) {
      throw new Error(`the site's types use ${this.checker.typeToString(type)}, which has no schema here`);
    }
    const properties = this.checker.getPropertiesOfType(type).filter((property) => !this.isNever(property));
    const required = properties.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(properties.map((property) => [property.name, this.propertyOf(property)])),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
    };
  }

  private propertyOf(property: ts.Symbol): Schema {
    return { ...this.schemaOf(this.checker.getTypeOfSymbol(property)), ...this.textOf(property) };
  }

  /** `key?: never` forbids a key; so does a closed object without it. */
  private isNever(property: ts.Symbol): boolean {
    return !!(this.checker.getNonNullableType(this.checker.getTypeOfSymbol(property)).flags & ts.TypeFlags.Never);
  }

  private textOf(symbol: ts.Symbol): Pick<Schema, 'description' | '$comment'> {
    const description = oneLine(ts.displayPartsToString(symbol.getDocumentationComment(this.checker)));
    const tag = symbol.getJsDocTags(this.checker).find(({ name }) => name === 'default');
    return {
      ...(description === '' ? {} : { description }),
      ...(tag === undefined ? {} : { $comment: `default: ${oneLine(ts.displayPartsToString(tag.text))}` }),
    };
  }
}

/** Interfaces and named unions are definitions; everything else stands where it is used. */
function definitionNameOf(type: ts.Type): string | undefined {
  if (type.aliasSymbol !== undefined && type.isUnion()) {
    return type.aliasSymbol.name;
  }
  // A type without a name has no symbol, whatever the compiler's own types say.
  const symbol = type.symbol as ts.Symbol | undefined;
  const isInterface = symbol?.declarations?.some((declaration) => ts.isInterfaceDeclaration(declaration)) === true;
  return type.isUnion() || !isInterface || symbol.name.endsWith('Array') ? undefined : symbol.name;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
