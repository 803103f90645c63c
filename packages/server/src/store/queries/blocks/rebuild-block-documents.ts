import { maskSecrets, secretPaths } from "@tutti/core/blocks/document-secrets";
import type { JsonObject } from "@tutti/core/json-object";
import { parseExact } from "@tutti/core/exact-json";
import { ApiError } from "@tutti/core/errors";
import { formatInstant } from "@tutti/core/instant";
import type { BlockDocument } from "@tutti/core/wire/block-document";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import type { BlockDocumentTable } from "../../tables/block-tables.ts";
import { type DocumentLibrary, documentLibrary } from "./block-document-library.ts";
import { documentPlaces } from "./document-places.ts";

/** How deep blocks may be nested in one, and how many nested blocks one read may show: a block can stand in many places. */
const DEPTH_MAX = 50;
const SHOWN_MAX = 10_000;

/** Binds sealed data to its row. */
export function placeOf(documentId: string): string {
  return `block_document ${documentId}`;
}

/**
 * Whole documents of rows, in their order: with the blocks nested in them in their places. Secrets are masked unless they
 * are to be shown. A document sealed with a key that is not here shows no data, so that it can be found and deleted; to
 * show its secrets throws `encryption_key_missing`. Too many nested blocks are a `bad_request`; in a list such a document is shown without them.
 */
export async function rebuildBlockDocuments(
  db: Kysely<Database>,
  deps: Deps,
  rows: readonly BlockDocumentTable[],
  { showsSecrets, isList = false }: { readonly showsSecrets: boolean; readonly isList?: boolean },
): Promise<BlockDocument[]> {
  const library = await documentLibrary(db, rows);
  const places = documentPlaces(library, DEPTH_MAX);
  const rebuilt = new Map<string, BlockDocument>();
  let shown = 0;

  /** Made once, in however many places it stands: its secrets are opened and masked once. */
  function whole(row: BlockDocumentTable): BlockDocument {
    const known = rebuilt.get(row.id);
    if (known !== undefined) return known;
    const document = alone(row);
    rebuilt.set(row.id, document);
    for (const { name, referenceId } of library.references.get(row.id) ?? []) {
      const nestedRow = library.documents.get(referenceId);
      if (nestedRow === undefined) continue;
      const nested = whole(nestedRow);
      document.data[name] = nested.data;
      document.block_document_references[name] = { block_document: mentioned(nested) };
    }
    return document;
  }

  function alone(row: BlockDocumentTable): BlockDocument {
    return ownDocument(row, library, showsSecrets, deps);
  }

  return rows.map((row) => {
    const count = places.get(row.id) ?? Infinity;
    const isTooMany = shown + count > SHOWN_MAX;
    if (isTooMany && !isList) {
      throw new ApiError("bad_request", `Block document ${row.name} has too many others nested in it.`);
    }
    shown += isTooMany ? 1 : count;
    return isTooMany ? alone(row) : whole(row);
  });
}

/** A document without those that are nested in it. */
function ownDocument(
  row: BlockDocumentTable,
  library: DocumentLibrary,
  showsSecrets: boolean,
  { vault }: Deps,
): BlockDocument {
  const schema = library.schemas.get(row.block_schema_id) ?? null;
  const isReadable = showsSecrets || vault.keyIds.includes(row.key_id);
  const data = isReadable ? (parseExact(vault.open(row.data, placeOf(row.id))) as JsonObject) : {};
  return {
    id: row.id,
    created: formatInstant(row.created),
    updated: formatInstant(row.updated),
    name: row.name,
    data: showsSecrets ? data : maskSecrets(data, secretPaths(schema?.fields ?? {})),
    block_schema_id: row.block_schema_id,
    block_schema: schema,
    block_type_id: row.block_type_id,
    block_type_name: row.block_type_name,
    block_type: library.types.get(row.block_type_id) ?? null,
    block_document_references: {},
    is_anonymous: row.is_anonymous === 1,
  };
}

/** What a document tells of one that is nested in it. */
function mentioned({ id, name, block_type, is_anonymous, block_document_references }: BlockDocument): JsonObject {
  return { id, name, block_type, is_anonymous, block_document_references };
}
