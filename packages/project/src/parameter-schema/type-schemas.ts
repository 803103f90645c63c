import ts from "typescript";
import type { JsonObject } from "@tutti/core/json-object";
import { Definitions } from "./definitions.ts";
import { documentedSchema } from "./doc-comment.ts";
import { literalSchema, primitiveSchema, unionOfLiterals } from "./literal-schemas.ts";

/** A type that the quick reading does not know. */
export class UnknownTypeError extends Error {
  override readonly name = "UnknownTypeError";
}

/** Turns types into JSON Schemas. Named object types and enums become definitions, so that recursive ones end. */
export class TypeSchemas {
  readonly warnings: string[] = [];
  readonly definitions = new Definitions();
  readonly #checker: ts.TypeChecker;
  readonly #isQuick: boolean;
  readonly #path: string[] = [];
  readonly #inline = new Set<ts.Type>();

  constructor(checker: ts.TypeChecker, isQuick: boolean) {
    this.#checker = checker;
    this.#isQuick = isQuick;
  }

  /** The schema of a property's type; `name` is what a warning calls it. */
  of(type: ts.Type, name: string): JsonObject {
    this.#path.push(name);
    const schema = this.#schema(type);
    this.#path.pop();
    return schema;
  }

  #schema(type: ts.Type): JsonObject {
    if ((type.flags & ts.TypeFlags.Any) !== 0) return this.#anything(type);
    if ((type.flags & ts.TypeFlags.EnumLike) !== 0) return this.#enumeration(type);
    const simple = primitiveSchema(type) ?? literalSchema(type);
    if (simple !== null) return simple;
    if (type.isUnion()) return this.#union(type);
    if (type.isIntersection()) return this.#intersection(type);
    if ((type.flags & ts.TypeFlags.Object) !== 0) return this.#object(type);
    if ((type.flags & ts.TypeFlags.Instantiable) !== 0) {
      const constraint = this.#checker.getBaseConstraintOfType(type);
      return constraint === undefined ? {} : this.#schema(constraint);
    }
    return this.#inexpressible(type);
  }

  #anything(type: ts.Type): JsonObject {
    // An unknown name has this type too, and tells itself apart by nothing but its name.
    const isUnresolved = "intrinsicName" in type && type.intrinsicName !== "any";
    if (!isUnresolved && !this.#isQuick) return {};
    if (this.#isQuick) throw new UnknownTypeError();
    this.warnings.push(`${this.#where} has a type that is not known here, and accepts anything.`);
    return {};
  }

  #inexpressible(type: ts.Type): JsonObject {
    const text = this.#checker.typeToString(type);
    this.warnings.push(`${this.#where} is ${text}, which JSON has no form for, and accepts anything.`);
    return {};
  }

  get #where(): string {
    return this.#path.join(".");
  }

  #enumeration(type: ts.Type): JsonObject {
    if (!type.isUnion()) return literalSchema(type) ?? {};
    const schema = unionOfLiterals(type.types) ?? {};
    return this.definitions.named(type, type.symbol.name, () => ({ title: type.symbol.name, ...schema }));
  }

  #union(type: ts.UnionType): JsonObject {
    const literals = unionOfLiterals(type.types);
    if (literals !== null) return literals;
    const name = type.aliasSymbol === undefined ? null : nameOf(type, this.#checker);
    if (name === null) return this.#choice(type);
    // A union that is named may be made of itself.
    return this.definitions.named(type, name, () => ({ title: name, ...this.#choice(type) }));
  }

  #choice(type: ts.UnionType): JsonObject {
    const isNullable = type.types.some((member) => (member.flags & ts.TypeFlags.Null) !== 0);
    const given = this.#checker.getNonNullableType(type);
    if (given === type) return { anyOf: this.#members(type.types) };
    const schema = (given.flags & ts.TypeFlags.Never) === 0 ? this.#schema(given) : { type: "null" };
    return isNullable && schema["type"] !== "null" ? orNull(schema) : schema;
  }

  /** Literals of one union stand together, and `true | false` is a boolean. */
  #members(types: readonly ts.Type[]): JsonObject[] {
    const literals = types.filter((type) => type.isLiteral() && (type.flags & ts.TypeFlags.EnumLike) === 0);
    const booleans = types.filter((type) => (type.flags & ts.TypeFlags.BooleanLiteral) !== 0);
    const apart = new Set([...literals, ...booleans]);
    const others = types.filter((type) => !apart.has(type)).map((type) => this.#schema(type));
    const together = [literals, booleans].map(unionOfLiterals).filter((schema) => schema !== null);
    return uniqueOf([...together, ...others]);
  }

  /** A branded text is a text; anything else has the properties of all. */
  #intersection(type: ts.IntersectionType): JsonObject {
    const branded = type.types.map(primitiveSchema).find((schema) => schema !== null);
    return branded ?? this.#object(type);
  }

  #object(type: ts.Type): JsonObject {
    const checker = this.#checker;
    if (checker.isTupleType(type)) return this.#tuple(type);
    if (checker.isArrayType(type)) return { type: "array", items: this.#argument(type, 0) };
    const known = this.#libraryType(type);
    if (known !== null) return known;
    if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
      return this.#inexpressible(type);
    }
    const name = nameOf(type, checker);
    if (name !== null) {
      const symbol = type.aliasSymbol ?? type.symbol;
      return this.definitions.named(type, name, () => ({
        title: name,
        ...documentedSchema(symbol, checker),
        ...this.#fields(type),
      }));
    }
    if (this.#inline.has(type)) return this.#inexpressible(type);
    this.#inline.add(type);
    const fields = this.#fields(type);
    this.#inline.delete(type);
    return fields;
  }

  #libraryType(type: ts.Type): JsonObject | null {
    const symbol = type.getSymbol();
    const isLibrary = symbol?.declarations?.every((node) => node.getSourceFile().isDeclarationFile) ?? false;
    if (symbol === undefined || !isLibrary) return null;
    const schema = this.#schemaOfLibrary(symbol.name, type);
    const arrival = ARRIVALS.get(symbol.name);
    if (schema !== null && arrival !== undefined) {
      this.warnings.push(`${this.#where} is a ${symbol.name}, and a deployed run gets ${arrival}.`);
    }
    return schema;
  }

  #schemaOfLibrary(name: string, type: ts.Type): JsonObject | null {
    switch (name) {
      case "Date":
        return { type: "string", format: "date-time" };
      case "URL":
        return { type: "string", format: "uri" };
      case "Set":
      case "ReadonlySet":
        return { type: "array", items: this.#argument(type, 0), uniqueItems: true };
      case "Map":
      case "ReadonlyMap":
        return { type: "object", additionalProperties: this.#argument(type, 1) };
      default:
        return null;
    }
  }

  #argument(type: ts.Type, index: number): JsonObject {
    const argument = this.#checker.getTypeArguments(type as ts.TypeReference)[index];
    return argument === undefined ? {} : this.#schema(argument);
  }

  #tuple(type: ts.Type): JsonObject {
    const reference = type as ts.TupleTypeReference;
    const { elementFlags, minLength, fixedLength } = reference.target;
    const items = this.#checker.getTypeArguments(reference).map((item) => this.#schema(item));
    const restAt = elementFlags.findIndex((flags) => (flags & ts.ElementFlags.Variable) !== 0);
    const length = restAt === -1 ? { maxItems: items.length } : { items: items[restAt] ?? {} };
    return { type: "array", prefixItems: items.slice(0, fixedLength), minItems: minLength, ...length };
  }

  #fields(type: ts.Type): JsonObject {
    const checker = this.#checker;
    const fields = checker.getPropertiesOfType(type).filter(isField);
    const index = checker.getIndexInfosOfType(type)[0];
    const schemas = fields.map((field) => {
      const schema = this.of(checker.getTypeOfSymbol(field), field.name);
      return [field.name, { title: titleOf(field.name), ...schema, ...documentedSchema(field, checker) }];
    });
    const required = fields.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0).map(({ name }) => name);
    return {
      type: "object",
      ...(schemas.length === 0 && index !== undefined ? {} : { properties: Object.fromEntries(schemas) }),
      ...(required.length === 0 ? {} : { required }),
      ...(index === undefined ? {} : { additionalProperties: this.of(index.type, "*") }),
    };
  }
}

// What JSON makes of them. A flow with a schema of its own gets what the schema makes of it.
const ARRIVALS = new Map([
  ["Date", "its text; a zod schema with z.coerce.date() makes it one"],
  ["URL", "its text; a zod schema with z.string().transform() makes it one"],
  ["Set", "a list; a zod schema with z.array().transform() makes it one"],
  ["ReadonlySet", "a list; a zod schema with z.array().transform() makes it one"],
  ["Map", "an object; a zod schema with z.record().transform() makes it one"],
  ["ReadonlyMap", "an object; a zod schema with z.record().transform() makes it one"],
]);

/** Methods are no data. Names of the checker's own, as of symbols, begin with two underscores and an at sign. */
export function isField({ flags, name }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Method) === 0 && !name.startsWith("__@");
}

/** `trainPath` → `Train Path`, as Prefect's forms head the fields of a model. */
function titleOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());
}

function nameOf(type: ts.Type, checker: ts.TypeChecker): string | null {
  const symbol = type.aliasSymbol ?? type.getSymbol();
  if (symbol === undefined || symbol.name.startsWith("__")) return null;
  if (symbol.declarations?.some((node) => node.getSourceFile().isDeclarationFile) && type.aliasSymbol !== undefined) {
    return null;
  }
  const isGeneric = (type.aliasTypeArguments ?? []).length > 0 || checker.typeToString(type).includes("<");
  const text = isGeneric ? checker.typeToString(type) : symbol.name;
  return text.replace(/[^\p{L}\p{N}$]+/gu, "_").replace(/^_+|_+$/g, "");
}

function orNull(schema: JsonObject): JsonObject {
  const { anyOf, ...rest } = schema;
  const choices: unknown[] = Array.isArray(anyOf) && Object.keys(rest).length === 0 ? anyOf : [schema];
  return { anyOf: [...choices, { type: "null" }] };
}

function uniqueOf(schemas: readonly JsonObject[]): JsonObject[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}
