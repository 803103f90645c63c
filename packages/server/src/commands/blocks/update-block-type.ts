import { ApiError } from "@tutti/core/errors";
import type { BlockTypeUpdate } from "@tutti/core/wire/block-type";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitBlockTypeEvent } from "./block-type-event.ts";
import { wordColumns } from "./block-type-words.ts";

const UPDATABLE = ["logo_url", "documentation_url", "description", "code_example"] as const;

/** Writes the keys that are present; a repetition of everything that is there changes nothing and is no event. */
export async function updateBlockType(
  tx: Tx,
  deps: Deps,
  params: { id: string; changes: BlockTypeUpdate },
): Promise<Outcome<null>> {
  const current = await tx.selectFrom("block_type").selectAll().where("id", "=", params.id).executeTakeFirst();
  if (current === undefined) throw new ApiError("not_found", "Block type not found");
  const columns = wordColumns(params.changes);
  if (UPDATABLE.every((column) => columns[column] === current[column])) return { result: null };
  const row = await tx
    .updateTable("block_type")
    .set({ ...columns, updated: deps.now() })
    .where("id", "=", params.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await emitBlockTypeEvent(tx, deps, "updated", row);
  return { result: null };
}
