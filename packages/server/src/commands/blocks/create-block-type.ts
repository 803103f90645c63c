import { ApiError } from "@tutti/core/errors";
import type { BlockType, BlockTypeCreate } from "@tutti/core/wire/block-type";
import type { Deps } from "../../deps.ts";
import { blockTypeFromRow } from "../../store/rows/block-type-row.ts";
import type { BlockTypeTable } from "../../store/tables/block-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitBlockTypeEvent } from "./block-type-event.ts";
import { wordColumns } from "./block-type-words.ts";

const NO_WORDS = { logo_url: null, documentation_url: null, description: null, code_example: null };

/** Names that begin so are the system's. */
const RESERVED = "prefect";

export async function createBlockType(tx: Tx, deps: Deps, params: BlockTypeCreate): Promise<Outcome<BlockType>> {
  if (params.name.toLowerCase().startsWith(RESERVED)) {
    throw new ApiError("forbidden", "Block type names beginning with 'Prefect' are reserved.");
  }
  const row = await insertBlockType(tx, deps, { ...params, isProtected: false });
  if (row === null) throw new ApiError("conflict", `Block type with name "${params.name}" already exists`);
  return { result: blockTypeFromRow(row) };
}

/** The new row, with its event; null when the slug is taken. */
export async function insertBlockType(
  tx: Tx,
  deps: Deps,
  type: BlockTypeCreate & { readonly isProtected: boolean },
): Promise<BlockTypeTable | null> {
  const now = deps.now();
  const row = await tx
    .insertInto("block_type")
    .values({
      id: deps.newId(),
      created: now,
      updated: now,
      name: type.name,
      slug: type.slug,
      ...NO_WORDS,
      ...wordColumns(type),
      is_protected: type.isProtected ? 1 : 0,
    })
    .onConflict((conflict) => conflict.column("slug").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return null;
  await emitBlockTypeEvent(tx, deps, "created", row);
  return row;
}
