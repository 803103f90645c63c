import { hash } from "node:crypto";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { blockSchemaChecksum } from "@tutti/core/blocks/schema-checksum";
import { TuttiError } from "@tutti/core/errors";
import { z } from "zod";
import { BLOCK, type AnyBlockClass, type BlockDefinition } from "./block-mark.ts";
import { BLOCKS_MARK, SECRET_MARK } from "./field-marks.ts";
import { wireSchema } from "./field-names.ts";
import { knownBlockClass } from "./known-blocks.ts";
import { withoutCircles } from "./schema-circles.ts";

// The schema of a block as Prefect's clients send it: JSON Schema as pydantic writes it, with `block_type_slug`,
// `secret_fields`, `block_schema_references` and, under `definitions`, the schemas of the blocks that may stand in it.

const SECRET_TEXT = { format: "password", writeOnly: true };

const fieldSchemas = new WeakMap<BlockDefinition, JsonObject>();

/** JSON Schema of the fields, by their names in code, with the marks of secrets and blocks left in. */
export function fieldSchema(definition: BlockDefinition): JsonObject {
  const known = fieldSchemas.get(definition);
  if (known !== undefined) return known;
  const schema: JsonObject = {
    ...z.toJSONSchema(definition.fields, { target: "draft-7", io: "input", unrepresentable: "any" }),
  };
  fieldSchemas.set(definition, schema);
  return schema;
}

/** What is registered for a class of blocks. */
export function blockSchema(definition: BlockDefinition): JsonObject {
  const { properties, required, definitions, description } = wireSchema(withoutCircles(fieldSchema(definition)));
  const fields = isJsonObject(properties) ? properties : {};
  const needed = Array.isArray(required) ? required : [];
  const words = definition.description ?? description;
  const nested = nestedByField(fields);
  const all = { ...(isJsonObject(definitions) ? definitions : {}), ...nestedDefinitions(nested) };
  return {
    title: schemaTitle(definition),
    ...(words === undefined ? {} : { description: words }),
    type: "object",
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field], at) => [name, property(name, field, needed.includes(name), at)]),
    ),
    ...(needed.length === 0 ? {} : { required: needed }),
    block_type_slug: definition.slug,
    secret_fields: secretFields(fields, nested),
    block_schema_references: references(nested),
    ...(Object.keys(all).length === 0 ? {} : { definitions: all }),
  };
}

/** What both sides of the wire name the schema by. */
export function schemaChecksum(fields: JsonObject): string {
  return blockSchemaChecksum(fields, (text) => hash("sha256", text));
}

/** The classes of the blocks that may stand in a block, each once. */
export function nestedClasses(definition: BlockDefinition): AnyBlockClass[] {
  const { properties } = fieldSchema(definition);
  return [...new Set(nestedByField(isJsonObject(properties) ? properties : {}).flatMap(({ classes }) => classes))];
}

/** Of the classes that Python would make for it: definitions are found by it. */
function schemaTitle({ name }: BlockDefinition): string {
  return name.replace(/\s+/g, "");
}

/** A field that may be left out is null then, unless it has a default. */
function property(name: string, field: unknown, isRequired: boolean, position: number): JsonObject {
  const { title, description, default: fallback, ...schema } = isJsonObject(field) ? field : {};
  const value = valueSchema(schema);
  const isOptional = !isRequired && fallback === undefined;
  const { format, writeOnly } = value;
  return {
    title: title ?? titleOf(name),
    ...(description === undefined ? {} : { description }),
    ...(isOptional ? { anyOf: [value, { type: "null" }], default: null } : value),
    ...(isOptional && format === "password" ? { format, writeOnly } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    position,
  };
}

/** With the marks of secrets and blocks, at any depth, in the words of the wire. */
function valueSchema(schema: JsonObject): JsonObject {
  const { [SECRET_MARK]: secret, [BLOCKS_MARK]: slugs, ...others } = schema;
  if (isJsonObject(secret)) return { ...plain(secret), ...SECRET_TEXT };
  if (Array.isArray(slugs)) {
    const blocks = slugs.map((slug) => ({ $ref: `#/definitions/${schemaTitle(classOf(String(slug))[BLOCK])}` }));
    return blocks.length === 1 ? { ...blocks[0] } : { anyOf: blocks };
  }
  return Object.fromEntries(Object.entries(others).map(([key, value]) => [key, within(value)]));
}

function plain({ $schema: _dialect, ...schema }: JsonObject): JsonObject {
  return wireSchema(schema);
}

function within(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(within);
  return isJsonObject(value) ? valueSchema(value) : value;
}

interface NestedBlocks {
  readonly field: string;
  readonly classes: readonly AnyBlockClass[];
}

function nestedByField(fields: JsonObject): NestedBlocks[] {
  return Object.entries(fields).flatMap(([field, schema]) => {
    const classes = [...new Set(marksWithin(schema, BLOCKS_MARK).flatMap(({ value }) => value))].map((slug) =>
      classOf(String(slug)),
    );
    return classes.length === 0 ? [] : [{ field, classes }];
  });
}

function nestedDefinitions(nested: readonly NestedBlocks[]): JsonObject {
  const definitions: JsonObject = {};
  for (const nestedClass of nested.flatMap(({ classes }) => classes)) {
    const { definitions: own, ...schema } = blockSchema(nestedClass[BLOCK]);
    Object.assign(definitions, { [schemaTitle(nestedClass[BLOCK])]: schema }, own);
  }
  return definitions;
}

function references(nested: readonly NestedBlocks[]): JsonObject {
  const told = nested.map(({ field, classes }): [string, unknown] => {
    const list = classes.map((item) => ({
      block_schema_checksum: schemaChecksum(blockSchema(item[BLOCK])),
      block_type_slug: item[BLOCK].slug,
    }));
    return [field, list.length === 1 ? list[0] : list];
  });
  return Object.fromEntries(told);
}

/** The paths of secrets, those of nested blocks among them. */
function secretFields(fields: JsonObject, nested: readonly NestedBlocks[]): string[] {
  const own = Object.entries(fields).flatMap(([name, schema]) =>
    marksWithin(schema, SECRET_MARK).map(({ path, value }) => {
      const isMapping = isJsonObject(value) && value["type"] === "object";
      return [name, ...path, ...(isMapping ? ["*"] : [])].join(".");
    }),
  );
  const inner = nested.flatMap(({ field, classes }) =>
    classes.flatMap((item) => {
      const paths = blockSchema(item[BLOCK])["secret_fields"];
      return Array.isArray(paths) ? paths.map((path) => `${field}.${String(path)}`) : [];
    }),
  );
  return [...new Set([...own, ...inner])];
}

interface Mark {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Every mark below a field's schema, with the path of the values it marks. Items of lists add nothing to a path. */
function marksWithin(schema: unknown, mark: string, path: readonly string[] = []): Mark[] {
  if (Array.isArray(schema)) return schema.flatMap((item) => marksWithin(item, mark, path));
  if (!isJsonObject(schema)) return [];
  if (Object.hasOwn(schema, mark)) return [{ path, value: schema[mark] }];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === "properties" && isJsonObject(value)) {
      return Object.entries(value).flatMap(([name, item]) => marksWithin(item, mark, [...path, name]));
    }
    if (key === "additionalProperties") return marksWithin(value, mark, [...path, "*"]);
    return marksWithin(value, mark, path);
  });
}

function classOf(slug: string): AnyBlockClass {
  const known = knownBlockClass(slug);
  if (known === null) throw new TuttiError("invalid_block", `there is no class of blocks of the type ${slug}`);
  return known;
}

function titleOf(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
