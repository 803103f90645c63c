import { isJsonObject, type JsonObject, objectAt } from "../json-object.ts";
import { isEmpty, nonBlockDefinitions, referencedKeys } from "./schema-definitions.ts";

// A block schema is stored without what belongs to the blocks nested in it: their checksums and definitions are put back
// when it is read. So a nested schema stands in one place.

const REFERENCES = "block_schema_references";

/** Which schema a block nested under a field has: `name` is the field's. */
export interface DeclaredReference {
  readonly name: string;
  readonly slug: string;
  readonly checksum: string;
}

/** What a schema's fields say of nested blocks; null when they say it in a way that nobody could. */
export function declaredReferences(fields: JsonObject): DeclaredReference[] | null {
  const declared = Object.hasOwn(fields, REFERENCES) ? fields[REFERENCES] : {};
  if (!isJsonObject(declared)) return null;
  const references = Object.entries(declared).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => referenceOf(name, item)),
  );
  return references.every((reference) => reference !== null) ? references : null;
}

function referenceOf(name: string, value: unknown): DeclaredReference | null {
  if (!isJsonObject(value)) return null;
  const { block_type_slug: slug, block_schema_checksum: checksum } = value;
  return typeof slug === "string" && typeof checksum === "string" ? { name, slug, checksum } : null;
}

/** The fields as they are stored. `definitions` are those of the schema that these fields came with. */
export function storedFields(fields: JsonObject, definitions: JsonObject | null): JsonObject {
  const { [REFERENCES]: _references, ...own } = fields;
  if (definitions === null || isEmpty(definitions)) return own;
  const { definitions: _all, ...others } = own;
  const kept = nonBlockDefinitions({ ...fields, definitions }, definitions);
  return isEmpty(kept) ? others : { ...others, definitions: kept };
}

/** The fields of a nested block, out of the definitions its parent came with; null when they are not there. */
export function nestedFields(fields: JsonObject, definitions: JsonObject, { name, slug }: DeclaredReference) {
  const property = objectAt(objectAt(fields, "properties") ?? {}, name);
  const keys = referencedKeys(property);
  const candidates = keys.map((key) => objectAt(definitions, key)).filter((definition) => definition !== null);
  if (keys.length === 1) return candidates[0] ?? null;
  return candidates.find((definition) => definition["block_type_slug"] === slug) ?? null;
}

/** A schema as it is stored, with the slug of its type. */
export interface StoredSchema {
  readonly id: string;
  readonly checksum: string;
  readonly slug: string;
  readonly fields: JsonObject;
}

export interface SchemaReference {
  readonly name: string;
  readonly referenceId: string;
}

/** The schemas to rebuild others from, and the references of each, in the order in which they shall be told. */
export interface SchemaLibrary {
  readonly schemas: ReadonlyMap<string, StoredSchema>;
  readonly references: ReadonlyMap<string, readonly SchemaReference[]>;
}

/** The fields as clients read them. The library holds the schema and everything that it refers to. */
export function rebuiltFields(schema: StoredSchema, library: SchemaLibrary): JsonObject {
  const parts = new Map<string, JsonObject>();
  const definitions = { ...objectAt(schema.fields, "definitions"), ...nestedDefinitions(schema, library, parts) };
  const fields = withReferences(schema, library);
  return isEmpty(definitions) ? fields : { ...fields, definitions };
}

function withReferences(schema: StoredSchema, library: SchemaLibrary): JsonObject {
  const told = new Map<string, { block_schema_checksum: string; block_type_slug: string }[]>();
  for (const { name, referenceId } of library.references.get(schema.id) ?? []) {
    const nested = library.schemas.get(referenceId);
    if (nested === undefined) continue;
    const list = told.get(name) ?? [];
    told.set(name, list);
    if (!list.some((known) => known.block_schema_checksum === nested.checksum)) {
      list.push({ block_schema_checksum: nested.checksum, block_type_slug: nested.slug });
    }
  }
  const references = [...told].map(([name, list]) => [name, list.length === 1 ? list[0] : list]);
  return { ...schema.fields, [REFERENCES]: Object.fromEntries(references) };
}

/** By title, and flat: the definitions of nested blocks stand beside theirs. `parts` holds what was made before. */
function nestedDefinitions(schema: StoredSchema, library: SchemaLibrary, parts: Map<string, JsonObject>): JsonObject {
  const known = parts.get(schema.id);
  if (known !== undefined) return known;
  const definitions: JsonObject = {};
  for (const { referenceId } of library.references.get(schema.id) ?? []) {
    const nested = library.schemas.get(referenceId);
    const title = nested?.fields["title"];
    if (nested === undefined || typeof title !== "string") continue;
    const { definitions: own, ...fields } = withReferences(nested, library);
    Object.assign(definitions, { [title]: fields }, own, nestedDefinitions(nested, library, parts));
  }
  parts.set(schema.id, definitions);
  return definitions;
}
