import { filterBlockDocuments, readBlockDocument, readBlockDocumentByName } from "@tutti/client/block-documents";
import { filterBlockTypes, readBlockType } from "@tutti/client/block-types";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { BlockType } from "@tutti/core/wire/block-type";
import { readNamed } from "../not-found.ts";
import { readPages } from "../runs/read-pages.ts";

/** Throws `not_found` with the nearest slug. */
export function findBlockType(api: ApiClient, slug: string): Promise<BlockType> {
  return readNamed({
    kind: "block type",
    name: slug,
    read: () => readBlockType(api, slug),
    names: async () =>
      (await readPages(Number.MAX_SAFE_INTEGER, (page) => filterBlockTypes(api, page))).map((type) => type.slug),
  });
}

/** The block that `type/name` or an id names: one of them must. Throws `not_found` and `invalid_usage`. */
export async function findBlock(api: ApiClient, slug: string | undefined, id: string | null): Promise<BlockDocument> {
  if ((slug === undefined) === (id === null)) {
    throw new TuttiError("invalid_usage", "Which block? Give <type>/<name>, or --id <id>: one of them.");
  }
  if (id !== null) return readById(api, id);
  const [type, name, ...rest] = (slug ?? "").split("/");
  if (type === undefined || name === undefined || rest.length > 0) {
    throw new TuttiError("invalid_usage", `A block is named <type>/<name>, not ${slug ?? ""}.`);
  }
  await findBlockType(api, type);
  return readNamed({
    kind: "block",
    name: `${type}/${name}`,
    read: () => readBlockDocumentByName(api, type, name),
    names: async () => (await filterBlockDocuments(api, { block_types: { slug: { any_: [type] } } })).map(blockSlug),
  });
}

async function readById(api: ApiClient, id: string): Promise<BlockDocument> {
  try {
    return await readBlockDocument(api, id);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new TuttiError("not_found", `No block has the id ${id}.`, { cause: error });
  }
}

/** What a block is called on the command line: `secret/database-password`. */
export function blockSlug({ block_type, name }: BlockDocument): string {
  return `${block_type?.slug ?? ""}/${name}`;
}
