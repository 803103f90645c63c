import { createBlockDocument, readBlockDocumentByName, updateBlockDocument } from "@tutti/client/block-documents";
import type { ApiClient } from "@tutti/client/http";
import { ResponseError } from "@tutti/client/response-error";
import type { JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import { connect } from "../connection.ts";
import type { Block, SaveOptions } from "./block.ts";
import { BLOCK, blockClassOf, type BlockDefinition } from "./block-mark.ts";
import { wireData } from "./block-data.ts";
import { registerBlockClass, type Registration } from "./register-block.ts";

const NAME = /^[a-z0-9-]+$/;

/** Everything is checked before the first request, so that what is wrong leaves nothing behind. */
export async function saveBlock(block: Block, name: string, { overwrite = false }: SaveOptions): Promise<void> {
  const { definition } = block[BLOCK];
  if (!NAME.test(name)) {
    throw new TuttiError(
      "invalid_block",
      `"${name}" is no name of a block: lower-case letters, digits and dashes alone`,
    );
  }
  const data = wireData(block);
  const registration = await registrationOf(block);
  const { api } = await connect();
  const document = await create(api, registration, { name, data }, definition);
  if (document !== null) {
    block[BLOCK].stored = { id: document.id, name };
    return;
  }
  if (!overwrite) {
    throw new TuttiError(
      "name_taken",
      `a block ${definition.slug}/${name}; save(…, { overwrite: true }) writes over it`,
    );
  }
  const { id } = await readBlockDocumentByName(api, definition.slug, name);
  await explained(definition, updateBlockDocument(api, id, { block_schema_id: registration.schemaId, data }));
  block[BLOCK].stored = { id, name };
}

/** Keeps a block without a name, which lists do not show: its id alone finds it. */
export async function saveAnonymously(block: Block): Promise<string> {
  const data = wireData(block);
  const { typeId, schemaId } = await registrationOf(block);
  const { api } = await connect();
  const body = { data, block_type_id: typeId, block_schema_id: schemaId, is_anonymous: true };
  const { id } = await explained(block[BLOCK].definition, createBlockDocument(api, body));
  block[BLOCK].stored = { id, name: null };
  return id;
}

async function registrationOf(block: Block): Promise<Registration> {
  const blockClass = blockClassOf(block.constructor);
  if (blockClass === null) throw new TuttiError("invalid_block", "its class was not made with defineBlock");
  return registerBlockClass(blockClass);
}

/** Null when the name is taken. */
async function create(
  api: ApiClient,
  { typeId, schemaId }: Registration,
  document: { readonly name: string; readonly data: JsonObject },
  definition: BlockDefinition,
): Promise<{ readonly id: string } | null> {
  const body = { ...document, block_type_id: typeId, block_schema_id: schemaId };
  try {
    return await explained(definition, createBlockDocument(api, body));
  } catch (error) {
    if (error instanceof ResponseError && error.status === 409) return null;
    throw error;
  }
}

/** What a server says of references, in words that say which block was to be saved. */
async function explained<T>({ slug }: BlockDefinition, saving: Promise<T>): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    const isExplained = error instanceof ResponseError && (error.status === 400 || isMissingReference(error));
    throw isExplained ? new TuttiError("invalid_block", `${slug}: ${error.detail}`, { cause: error }) : error;
  }
}

/** A nested block whose document was deleted meanwhile is a conflict, too, as a name that is taken. */
function isMissingReference({ status, detail }: ResponseError): boolean {
  return (status === 409 || status === 404) && /document .*not found/i.test(detail);
}
