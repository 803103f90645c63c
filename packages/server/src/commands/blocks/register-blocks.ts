import type { JsonObject } from "@tutti/core/json-object";
import { NON_VERSIONED } from "@tutti/core/wire/block-schema";
import type { BlockTypeCreate } from "@tutti/core/wire/block-type";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { emitBlockTypeEvent } from "./block-type-event.ts";
import { wordColumns } from "./block-type-words.ts";
import { insertBlockType } from "./create-block-type.ts";
import { registerBlockSchema } from "./register-block-schema.ts";

/** A block type and the schema of its blocks. */
export interface BlockRegistration {
  readonly type: BlockTypeCreate;
  readonly isProtected: boolean;
  readonly fields: JsonObject;
  readonly capabilities: readonly string[];
}

/** Has these block types and schemas be there: what is there already is brought up to date, and is no event else. */
export async function registerBlocks(
  tx: Tx,
  deps: Deps,
  { blocks }: { blocks: readonly BlockRegistration[] },
): Promise<Outcome<null>> {
  for (const { fields, capabilities, ...block } of blocks) {
    const block_type_id = await registerType(tx, deps, block);
    await registerBlockSchema(tx, deps, { fields, capabilities, block_type_id, version: NON_VERSIONED });
  }
  return { result: null };
}

/** The id of the type. */
async function registerType(
  tx: Tx,
  deps: Deps,
  { type, isProtected }: Pick<BlockRegistration, "type" | "isProtected">,
): Promise<string> {
  const made = await insertBlockType(tx, deps, { ...type, isProtected });
  if (made !== null) return made.id;
  const current = await tx.selectFrom("block_type").selectAll().where("slug", "=", type.slug).executeTakeFirstOrThrow();
  const wanted = { ...current, ...wordColumns(type), is_protected: isProtected ? (1 as const) : current.is_protected };
  if (JSON.stringify(wanted) === JSON.stringify(current)) return current.id;
  const { id, ...columns } = { ...wanted, updated: deps.now() };
  const row = await tx
    .updateTable("block_type")
    .set(columns)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await emitBlockTypeEvent(tx, deps, "updated", row);
  return id;
}
