import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import type { Block } from "./block.ts";
import { BLOCK, type AnyBlockClass, type StoredAs } from "./block-mark.ts";
import { fieldSchema } from "./block-schema.ts";
import { BLOCKS_MARK, SECRET_MARK } from "./field-marks.ts";
import { allowsNull, renamed, wireName } from "./field-names.ts";
import { knownBlockClass } from "./known-blocks.ts";

/** The documents that stand under a document's fields, by the names of the wire. */
export type NestedDocuments = ReadonlyMap<string, NestedDocument>;

interface NestedDocument extends StoredAs {
  readonly slug: string;
  readonly nested: NestedDocuments;
}

const NONE: NestedDocuments = new Map();

/**
 * A block of a class, made of what a server keeps. Fields that the class does not know are left out: a newer schema, or
 * another language's, may have more. Throws `invalid_block` when what is kept does not fit the class.
 */
export function blockFromData<C extends AnyBlockClass>(
  blockClass: C,
  data: JsonObject,
  stored: StoredAs | null,
  nested: NestedDocuments,
): InstanceType<C> {
  const definition = blockClass[BLOCK];
  const schema = fieldSchema(definition);
  const names = new Map(Object.keys(definition.fields.shape).map((name) => [wireName(name), name]));
  const known = Object.entries(data).flatMap(([key, value]) => {
    const name = names.get(key);
    return name === undefined ? [] : [[name, value] as const];
  });
  const revived = renamed(Object.fromEntries(known), schema, {
    // Python keeps null for a field without a value.
    isLeftOut: (value, field) => value === null && !takesNull(field),
    rename: (name) => name,
    replace: (value, field, path) => {
      if (!Array.isArray(field[BLOCKS_MARK]) || !isJsonObject(value)) return undefined;
      const document = path.length === 1 ? nested.get(wireName(path[0] ?? "")) : undefined;
      return nestedBlock(value, field[BLOCKS_MARK].map(String), document);
    },
  });
  // The class says what is wrong with values that do not fit.
  const block = new blockClass(revived as never) as InstanceType<C>;
  block[BLOCK].stored = stored;
  return block;
}

function takesNull({ [SECRET_MARK]: secret, [BLOCKS_MARK]: blocks, ...field }: JsonObject): boolean {
  if (blocks !== undefined) return false;
  return allowsNull(isJsonObject(secret) ? secret : field);
}

function nestedBlock(value: JsonObject, slugs: readonly string[], document: NestedDocument | undefined): Block {
  const told = document?.slug ?? value["block_type_slug"];
  const slug = typeof told === "string" ? told : slugs.length === 1 ? slugs[0] : undefined;
  if (slug === undefined || !slugs.includes(slug)) {
    const what = slug === undefined ? "a block that does not say its type" : `a block of the type ${slug}`;
    throw new TuttiError("invalid_block", `${what} stands where one of the type ${slugs.join(" or ")} belongs`);
  }
  const blockClass = knownBlockClass(slug);
  if (blockClass === null) throw new TuttiError("invalid_block", `there is no class of blocks of the type ${slug}`);
  const stored = document === undefined ? null : { id: document.id, name: document.name };
  return blockFromData(blockClass, value, stored, document?.nested ?? NONE);
}
