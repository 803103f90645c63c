import {
  createBlockDocument,
  filterBlockDocuments,
  readBlockDocumentByName,
  revealBlockDocument,
} from "@tutti/client/block-documents";
import { createBlockSchema } from "@tutti/client/block-schemas";
import { createBlockType, readBlockType } from "@tutti/client/block-types";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import { isJsonObject } from "@tutti/core/json-object";
import { blockSlug } from "../blocks/find-block.ts";
import { readPages } from "../runs/read-pages.ts";
import { copyAll, type Outcome } from "./copy-all.ts";

/** Blocks with their secrets, those first that others hold. The ids of what was copied go into `ids`. */
export async function copyBlocks(from: ApiClient, to: ApiClient, ids: Map<string, string>): Promise<Outcome> {
  const blocks = await readPages(Number.MAX_SAFE_INTEGER, (page) => filterBlockDocuments(from, page));
  return copyAll("blocks", inOrder(blocks), blockSlug, async (block) => {
    const there = await readThere(to, block);
    ids.set(block.id, there?.id ?? (await make(from, to, block, ids)).id);
    return there === null ? block : null;
  });
}

/** What holds another block comes after it. */
function inOrder(blocks: readonly BlockDocument[]): BlockDocument[] {
  const done = new Set<string>();
  const ordered: BlockDocument[] = [];
  const place = (block: BlockDocument): void => {
    if (done.has(block.id)) return;
    done.add(block.id);
    for (const id of heldBy(block).values()) {
      const held = blocks.find((other) => other.id === id);
      if (held !== undefined) place(held);
    }
    ordered.push(block);
  };
  for (const block of blocks) place(block);
  return ordered;
}

/** The blocks that a block holds: their ids by field. */
function heldBy({ block_document_references }: BlockDocument): Map<string, string> {
  const entries = Object.entries(block_document_references).flatMap(([field, reference]): [string, string][] => {
    const document = reference["block_document"];
    return isJsonObject(document) && typeof document["id"] === "string" ? [[field, document["id"]]] : [];
  });
  return new Map(entries);
}

async function readThere(to: ApiClient, block: BlockDocument): Promise<BlockDocument | null> {
  try {
    return await readBlockDocumentByName(to, block.block_type?.slug ?? "", block.name);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

async function make(
  from: ApiClient,
  to: ApiClient,
  block: BlockDocument,
  ids: ReadonlyMap<string, string>,
): Promise<BlockDocument> {
  const { block_type: type, block_schema: schema } = block;
  if (type === null || schema === null) throw new Error("its type is not known");
  const { name, slug, logo_url, documentation_url, description, code_example } = type;
  const words = { name, slug, logo_url, documentation_url, description, code_example };
  const typeThere = await readBlockType(to, slug).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    return createBlockType(to, words);
  });
  const { fields, capabilities, version } = schema;
  const schemaThere = await createBlockSchema(to, { fields, capabilities, version, block_type_id: typeThere.id });
  const data = { ...(await revealBlockDocument(from, block.id)).data };
  for (const [field, id] of heldBy(block)) data[field] = { $ref: { block_document_id: ids.get(id) ?? id } };
  return createBlockDocument(to, {
    name: block.name,
    data,
    block_type_id: typeThere.id,
    block_schema_id: schemaThere.id,
  });
}
