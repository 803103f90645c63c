import type { JsonObject } from "@tutti/core/json-object";
import { blockSchemaChecksum } from "@tutti/core/blocks/schema-checksum";
import type { BundledBlock } from "./bundled-block.ts";
import type { Field, Fields } from "./field.ts";
import { titleOf } from "./field-title.ts";

/** All bundled blocks by slug: those nested in others are found here. */
export type BlocksBySlug = ReadonlyMap<string, BundledBlock>;

type Digest = (text: string) => string;

/** The fields of a bundled block's schema, as clients of the same block would send them. */
export function schemaFields(block: BundledBlock, known: BlocksBySlug, sha256Hex: Digest): JsonObject {
  const { definitions, ...object } = objectSchema(block.fields, known, sha256Hex);
  return {
    title: block.title,
    description: block.words,
    ...object,
    block_type_slug: block.slug,
    secret_fields: secretFields(block, known),
    block_schema_references: references(nestedOf(block.fields, known), known, sha256Hex),
    ...(definitions === undefined ? {} : { definitions }),
  };
}

/** JSON Schema of an object with these fields. */
export function objectSchema(fields: Fields, known: BlocksBySlug, sha256Hex: Digest): JsonObject {
  const definitions: JsonObject = {};
  for (const { block } of nestedOf(fields, known)) {
    const { definitions: own, ...child } = schemaFields(block, known, sha256Hex);
    Object.assign(definitions, { [block.title]: child }, own);
  }
  Object.assign(definitions, shapesOf(fields));
  const required = requiredOf(fields);
  return {
    type: "object",
    properties: propertiesOf(fields, known),
    ...(required.length === 0 ? {} : { required }),
    ...(Object.keys(definitions).length === 0 ? {} : { definitions }),
  };
}

function blockOf(known: BlocksBySlug, slug: string): BundledBlock {
  const block = known.get(slug);
  if (block === undefined) throw new Error(`There is no bundled block ${slug}`);
  return block;
}

interface NestedBlock {
  readonly name: string;
  readonly block: BundledBlock;
}

function nestedOf(fields: Fields, known: BlocksBySlug): NestedBlock[] {
  return Object.entries(fields).flatMap(([name, { slugs }]) =>
    slugs.map((slug) => ({ name, block: blockOf(known, slug) })),
  );
}

function propertiesOf(fields: Fields, known: BlocksBySlug): JsonObject {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, propertyOf(name, field, known)]));
}

function propertyOf(name: string, field: Field, known: BlocksBySlug): JsonObject {
  return { title: titleOf(name), description: field.words, ...valueSchema(field, known) };
}

/** A field that says nothing of its own refers to its blocks. */
function valueSchema({ schema, slugs }: Field, known: BlocksBySlug): JsonObject {
  if (Object.keys(schema).length > 0 || slugs.length === 0) return schema;
  const blocks = slugs.map((slug) => ({ $ref: `#/definitions/${blockOf(known, slug).title}` }));
  return blocks.length === 1 ? { ...blocks[0] } : { anyOf: blocks };
}

function requiredOf(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, { isRequired }]) => (isRequired ? [name] : []));
}

function shapesOf(fields: Fields): JsonObject {
  const shapes = Object.values(fields).flatMap(({ shape }) => (shape === null ? [] : [shape]));
  return Object.fromEntries(
    shapes.map(({ name, fields: own }) => {
      const properties = propertiesOf(own, new Map());
      return [name, { title: name, type: "object", properties, required: requiredOf(own) }];
    }),
  );
}

/** The paths of secrets, also of those in nested blocks and in shapes. */
export function secretFields(block: BundledBlock, known: BlocksBySlug): string[] {
  const paths = Object.entries(block.fields).flatMap(([name, field]) => [
    ...(field.secret === null ? [] : [`${name}${field.secret}`]),
    ...Object.entries(field.shape?.fields ?? {}).flatMap(([part, { secret }]) =>
      secret === null ? [] : [`${name}.${part}${secret}`],
    ),
    ...field.slugs.flatMap((slug) => secretFields(blockOf(known, slug), known).map((path) => `${name}.${path}`)),
  ]);
  return [...new Set(paths)];
}

function references(inner: readonly NestedBlock[], known: BlocksBySlug, sha256Hex: Digest): JsonObject {
  const told = new Map<string, JsonObject[]>();
  for (const { name, block } of inner) {
    const checksum = blockSchemaChecksum(schemaFields(block, known, sha256Hex), sha256Hex);
    told.set(name, [...(told.get(name) ?? []), { block_schema_checksum: checksum, block_type_slug: block.slug }]);
  }
  return Object.fromEntries([...told].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
}
