import {
  deleteBlockDocument,
  readBlockDocumentByName,
  revealBlockDocument,
  revealBlockDocumentByName,
} from "@tutti/client/block-documents";
import { isNotFound } from "@tutti/client/response-error";
import { isJsonObject, type JsonObject } from "@tutti/core/json-object";
import { TuttiError } from "@tutti/core/errors";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import { connect } from "../connection.ts";
import type { Block } from "./block.ts";
import { BLOCK, type AnyBlockClass } from "./block-mark.ts";
import { classForSlug } from "./class-for-slug.ts";
import { blockFromData, type NestedDocuments } from "./revive-block.ts";

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** `Class.load(name)`. */
export async function loadBlockOfClass(blockClass: AnyBlockClass, name: string): Promise<Block> {
  const { slug } = blockClass[BLOCK];
  return revived(await documentNamed(slug, name), blockClass);
}

/**
 * The block that is called `slug/name`, or has this id, of whatever type it is: with the methods of its class when that
 * is known here, else with its fields alone. Rejects with `not_found`, `invalid_block`.
 */
export async function loadBlock<B extends Block = Block & Readonly<Record<string, unknown>>>(
  reference: string,
): Promise<B> {
  const [slug, name, ...rest] = reference.split("/");
  if (UUID.test(reference)) return (await loadBlockById(reference)) as B;
  if (slug === undefined || name === undefined || rest.length > 0) {
    throw new TuttiError("invalid_block", `a block is named slug/name, as in s3-bucket/data, not "${reference}"`);
  }
  const document = await documentNamed(slug, name);
  return (await revived(document, await classForSlug(slug, document))) as B;
}

/** Rejects with `not_found`. */
export async function loadBlockById(id: string): Promise<Block> {
  const { api } = await connect();
  const document = await found(revealBlockDocument(api, id), `There is no block with the id ${id}.`);
  return revived(document, await classForSlug(document.block_type?.slug ?? "", document));
}

/** Rejects with `not_found`. */
export async function deleteBlock(slug: string, name: string): Promise<void> {
  const { api } = await connect();
  const { id } = await found(readBlockDocumentByName(api, slug, name), `There is no block ${slug}/${name}.`);
  await deleteBlockDocument(api, id);
}

async function documentNamed(slug: string, name: string): Promise<BlockDocument> {
  const { api } = await connect();
  return found(revealBlockDocumentByName(api, slug, name), `There is no block ${slug}/${name}.`);
}

async function found<T>(reading: Promise<T>, missing: string): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw isNotFound(error) ? new TuttiError("not_found", missing, { cause: error }) : error;
  }
}

async function revived(document: BlockDocument, blockClass: AnyBlockClass): Promise<Block> {
  const { id, name, is_anonymous, data, block_document_references } = document;
  const stored = { id, name: is_anonymous ? null : name };
  return blockFromData(blockClass, data, stored, nestedDocuments(block_document_references));
}

/** Which document stands under which field, and what stands in that. */
function nestedDocuments(references: JsonObject): NestedDocuments {
  const entries = Object.entries(references).flatMap(([field, reference]) => {
    const document = isJsonObject(reference) ? reference["block_document"] : null;
    if (!isJsonObject(document)) return [];
    const type = isJsonObject(document["block_type"]) ? document["block_type"] : {};
    const within = document["block_document_references"];
    return [
      [
        field,
        {
          id: String(document["id"]),
          name: document["is_anonymous"] === true ? null : String(document["name"]),
          slug: String(type["slug"]),
          nested: isJsonObject(within) ? nestedDocuments(within) : new Map(),
        },
      ] as const,
    ];
  });
  return new Map(entries);
}
