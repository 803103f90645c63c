import { createBlockSchema, filterBlockSchemas, readBlockSchemaByChecksum } from "@tutti/client/block-schemas";
import { createBlockType, readBlockType, updateBlockType } from "@tutti/client/block-types";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound, ResponseError } from "@tutti/client/response-error";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import type { BlockType } from "@tutti/core/wire/block-type";
import { connect } from "../connection.ts";
import { BLOCK, type AnyBlockClass, type BlockDefinition } from "./block-mark.ts";
import { blockSchema, nestedClasses, schemaChecksum } from "./block-schema.ts";
import { capabilitiesOf } from "./capabilities.ts";

/** The type and the schema that documents of a class are made with. */
export interface Registration {
  readonly typeId: string;
  readonly schemaId: string;
}

const registrations = new WeakMap<ApiClient, Map<AnyBlockClass, Promise<Registration>>>();

/** Registers a class once for each server and process; the blocks that may stand in it first, as Prefect's clients do. */
export async function registerBlockClass(blockClass: AnyBlockClass): Promise<Registration> {
  const { api } = await connect();
  const known = registrations.get(api) ?? new Map<AnyBlockClass, Promise<Registration>>();
  registrations.set(api, known);
  const under = known.get(blockClass);
  if (under !== undefined) return under;
  const registered = register(api, blockClass);
  known.set(blockClass, registered);
  registered.catch(() => known.delete(blockClass));
  return registered;
}

async function register(api: ApiClient, blockClass: AnyBlockClass): Promise<Registration> {
  const definition = blockClass[BLOCK];
  for (const nested of nestedClasses(definition)) await registerBlockClass(nested);
  const type = await registeredType(api, definition);
  const fields = blockSchema(definition);
  const schemaId =
    (definition.isBundled === true ? await newestFitting(api, type, fields) : null) ??
    (await registeredSchema(api, type, fields, capabilitiesOf(blockClass)));
  return { typeId: type.id, schemaId };
}

async function registeredType(api: ApiClient, definition: BlockDefinition): Promise<BlockType> {
  const type = await foundType(api, definition.slug);
  if (type === null) {
    try {
      return await createBlockType(api, { name: definition.name, slug: definition.slug, ...wordsOf(definition) });
    } catch (error) {
      // Another process made it at the same time.
      if (error instanceof ResponseError && error.status === 409) return readBlockType(api, definition.slug);
      throw error;
    }
  }
  const words = wordsOf(definition);
  const isChanged = Object.entries(words).some(([key, value]) => type[key as keyof BlockType] !== value);
  if (isChanged && definition.isBundled !== true) await updateBlockType(api, type.id, words);
  return type;
}

async function foundType(api: ApiClient, slug: string): Promise<BlockType | null> {
  try {
    return await readBlockType(api, slug);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** What the definition says of the type; nothing of what it does not say. */
function wordsOf({ description, logoUrl, documentationUrl, codeExample, name, slug }: BlockDefinition) {
  const example =
    codeExample ?? `\`\`\`ts\nconst block = await loadBlock("${slug}/${slug}-name"); // a ${name}\n\`\`\``;
  return {
    code_example: example,
    ...(description === undefined ? {} : { description }),
    ...(logoUrl === undefined ? {} : { logo_url: logoUrl }),
    ...(documentationUrl === undefined ? {} : { documentation_url: documentationUrl }),
  };
}

/**
 * The newest schema of a type that all languages share, when it has all fields that are to be kept, and keeps secret
 * whatever is secret here: forms and masks then stay as they are, whoever saves a block.
 */
async function newestFitting(api: ApiClient, type: BlockType, fields: JsonObject): Promise<string | null> {
  const [newest] = await filterBlockSchemas(api, { block_schemas: { block_type_id: { any_: [type.id] } }, limit: 1 });
  if (newest === undefined) return null;
  const hasAll = keysOf(fields["properties"]).every((name) => keysOf(newest.fields["properties"]).includes(name));
  const secrets = textsOf(newest.fields["secret_fields"]);
  const hidesAll = textsOf(fields["secret_fields"]).every((path) => isCovered(path, secrets));
  return hasAll && hidesAll ? newest.id : null;
}

/** `headers` covers `headers.*`: everything below a secret is one. */
function isCovered(path: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => path === secret || path.startsWith(`${secret}.`));
}

async function registeredSchema(
  api: ApiClient,
  type: BlockType,
  fields: JsonObject,
  capabilities: readonly string[],
): Promise<string> {
  try {
    return (await readBlockSchemaByChecksum(api, schemaChecksum(fields))).id;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  return (await createBlockSchema(api, { fields, block_type_id: type.id, capabilities: [...capabilities] })).id;
}

function keysOf(value: unknown): string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
