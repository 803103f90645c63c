import { createBlockDocument, readBlockDocumentByName, updateBlockDocument } from "@tutti/client/block-documents";
import { filterBlockSchemas } from "@tutti/client/block-schemas";
import { didYouMean } from "@tutti/client/closest";
import type { ApiClient } from "@tutti/client/http";
import { ResponseError } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { BlockSchema } from "@tutti/core/wire/block-schema";
import type { BlockType } from "@tutti/core/wire/block-type";
import type { CommandContext } from "../context.ts";
import { looseValue } from "../json-input.ts";
import { nameAndText } from "../json-input.ts";
import { oneLine } from "../plain-text.ts";
import { uiAddress } from "@tutti/client/ui-address";
import { type BlockField, readFields } from "./block-fields.ts";
import { checkValues } from "./check-values.ts";
import { blockSlug, findBlock, findBlockType } from "./find-block.ts";

export interface BlockOptions {
  readonly name: string | null;
  readonly field: readonly string[];
  readonly overwrite: boolean;
  readonly output: string | null;
}

/** Makes a block from --field options, and asks a person for what is missing. Secrets are never shown. */
export async function createBlock(context: CommandContext, slug: string, options: BlockOptions): Promise<void> {
  const given = new Map(options.field.map((assignment) => nameAndText(assignment, "--field")));
  const api = await context.connect();
  const type = await findBlockType(api, slug);
  const schema = await newestSchema(api, type);
  const fields = readFields(schema.fields);
  checkFields(given, fields, slug);
  const { name, values } = await ask(context, options.name, given, fields);
  const data = await dataOf(api, values, fields);
  checkValues(data, schema.fields, fields);
  const block = await save(api, { name, data, ...idsOf(type, schema) }, options, slug);
  const { output } = context;
  if (options.output === "json") {
    output.json(block);
    return;
  }
  output.facts([
    ["Block", output.style("bold", oneLine(blockSlug(block)))],
    ["Id", block.id],
    ["Dashboard", await uiAddress(api, `/blocks/block/${block.id}`)],
  ]);
}

/** Makes a block of a known type, or puts these values in place of those that one of this name has. */
export async function putBlock(
  api: ApiClient,
  slug: string,
  name: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const type = await findBlockType(api, slug);
  const schema = await newestSchema(api, type);
  await save(api, { name, data: { ...data }, ...idsOf(type, schema) }, { overwrite: true }, slug);
}

function idsOf(type: BlockType, schema: BlockSchema) {
  return { block_type_id: type.id, block_schema_id: schema.id };
}

async function newestSchema(api: ApiClient, type: BlockType): Promise<BlockSchema> {
  const [schema] = await filterBlockSchemas(api, { block_schemas: { block_type_id: { any_: [type.id] } }, limit: 1 });
  if (schema !== undefined) return schema;
  throw new TuttiError("not_found", `The block type ${type.slug} has no schema yet: nobody registered one.`);
}

function checkFields(given: ReadonlyMap<string, string>, fields: readonly BlockField[], slug: string): void {
  const known = fields.map(({ name }) => name);
  const unknown = [...given.keys()].find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const hint = didYouMean(unknown, known);
  throw new TuttiError("invalid_usage", `${slug} has no field ${unknown}.${hint} It has ${known.join(", ")}.`);
}

interface Answers {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
}

async function ask(
  context: CommandContext,
  name: string | null,
  given: ReadonlyMap<string, string>,
  fields: readonly BlockField[],
): Promise<Answers> {
  const missing = fields.filter((field) => field.isRequired && !given.has(field.name));
  if (name !== null && missing.length === 0) return { name, values: given };
  if (!context.isInteractive) {
    const flags = [...(name === null ? ["--name <name>"] : []), ...missing.map((field) => `--field ${field.name}=…`)];
    throw new TuttiError("invalid_usage", `What is missing, nobody can be asked for here: give ${flags.join(" ")}.`);
  }
  const { askBlock } = await import("./ask-block.ts");
  return askBlock(context, name, given, fields);
}

/** What the API takes: texts as they are, a block by its id, all else as the JSON it is. */
async function dataOf(
  api: ApiClient,
  values: ReadonlyMap<string, string>,
  fields: readonly BlockField[],
): Promise<Record<string, unknown>> {
  const data: Record<string, unknown> = {};
  for (const [name, value] of values) {
    const field = fields.find((known) => known.name === name);
    if (field !== undefined) data[name] = await valueOf(api, field, value);
  }
  return data;
}

async function valueOf(api: ApiClient, field: BlockField, text: string): Promise<unknown> {
  if (field.blockTypes.length > 0 && !/^\s*\{/.test(text)) return reference(api, field, text);
  if (field.kind === "text" || field.kind === "one of a few") return text;
  return looseValue(text, `The field ${field.name}`);
}

/** Throws `invalid_usage` for what names no block that may stand there, and `not_found`. */
async function reference(api: ApiClient, { name, blockTypes }: BlockField, text: string): Promise<unknown> {
  const [type = ""] = text.split("/");
  if (/^[\w-]+\/[\w-]+$/.test(text) && blockTypes.includes(type)) {
    return { $ref: { block_document_id: (await findBlock(api, text, null)).id } };
  }
  const types = blockTypes.map((slug) => `${slug}/<name>`).join(" or ");
  const made = `tutti block create ${blockTypes[0]} makes one`;
  throw new TuttiError("invalid_usage", `The field ${name} holds a block: give ${types}, not ${text}; ${made}.`);
}

async function save(
  api: ApiClient,
  wanted: Parameters<typeof createBlockDocument>[1] & { readonly name: string },
  { overwrite }: Pick<BlockOptions, "overwrite">,
  slug: string,
): Promise<BlockDocument> {
  try {
    return await createBlockDocument(api, wanted);
  } catch (error) {
    if (!(error instanceof ResponseError) || error.status !== 409) throw error;
    if (!overwrite) {
      throw new TuttiError("name_taken", `a block ${slug}/${wanted.name}; --overwrite changes it`, { cause: error });
    }
  }
  const { id } = await readBlockDocumentByName(api, slug, wanted.name);
  const { data, block_schema_id } = wanted;
  await updateBlockDocument(api, id, { block_schema_id, merge_existing_data: false, ...(data && { data }) });
  return readBlockDocumentByName(api, slug, wanted.name);
}
