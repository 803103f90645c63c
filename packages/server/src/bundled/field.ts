import type { JsonObject } from "@tutti/core/json-object";

// What the fields of bundled blocks are written in: each function makes one kind of field. A field without a default is
// required, unless it is optional.

export interface Field {
  /** JSON Schema of the value. */
  readonly schema: JsonObject;
  /** What a person reads about it. */
  readonly words: string;
  readonly isRequired: boolean;
  /** Where below the field secrets are: "" is the field itself, ".*" everything below. */
  readonly secret: "" | ".*" | null;
  /** The types of blocks that may stand here. */
  readonly slugs: readonly string[];
  /** A definition of its own that the schema refers to. */
  readonly shape: Shape | null;
}

interface Shape {
  readonly name: string;
  readonly fields: Fields;
}

export type Fields = Readonly<Record<string, Field>>;

const plain = { secret: null, slugs: [], shape: null };

export function any(words: string, schema: JsonObject, fallback?: unknown): Field {
  const isRequired = fallback === undefined;
  return { ...plain, words, isRequired, schema: isRequired ? schema : { ...schema, default: fallback } };
}

export function text(words: string, fallback?: string): Field {
  return any(words, { type: "string" }, fallback);
}

export function integer(words: string, fallback?: number): Field {
  return any(words, { type: "integer" }, fallback);
}

export function flag(words: string, fallback?: boolean): Field {
  return any(words, { type: "boolean" }, fallback);
}

export function texts(words: string): Field {
  return any(words, { type: "array", items: { type: "string" } });
}

/** An object of the user's own. */
export function mapping(words: string): Field {
  return any(words, { type: "object" });
}

/** One of a few values; the first one unless another default is given. */
export function choice(words: string, options: readonly string[], fallback = options[0]): Field {
  return any(words, { type: "string", enum: options }, fallback);
}

const SECRET_TEXT = { type: "string", format: "password", writeOnly: true };

export function secret(words: string): Field {
  return { ...any(words, SECRET_TEXT), secret: "" };
}

/** An object whose values are secrets. */
export function secrets(words: string): Field {
  return { ...mapping(words), secret: ".*" };
}

/** Another block, of one of these types. */
export function nested(words: string, ...slugs: string[]): Field {
  return { ...any(words, {}), slugs };
}

/** An object of a form that has a name; `or` is a schema that the value may have instead, and `slugs` blocks in it. */
export function shape(words: string, name: string, fields: Fields, or?: JsonObject, ...slugs: string[]): Field {
  const reference = { $ref: `#/definitions/${name}` };
  const schema = or === undefined ? reference : { anyOf: [reference, or] };
  return { ...any(words, schema), shape: { name, fields }, slugs };
}

/** A list of objects of a form that has a name. */
export function list(words: string, name: string, fields: Fields): Field {
  const items = { $ref: `#/definitions/${name}` };
  return { ...any(words, { type: "array", items }), shape: { name, fields } };
}

/** A field that may be left out; null then, where null is a value of it. */
export function optional(field: Field): Field {
  return { ...field, isRequired: false };
}
