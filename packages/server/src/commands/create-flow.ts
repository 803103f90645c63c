import type { Flow, FlowCreate } from "@tutti/core/wire/flow";
import type { Deps } from "../deps.ts";
import { flowFromRow } from "../store/rows/flow-row.ts";
import { toJson, toJsonOrNull } from "../store/rows/json-column.ts";
import type { Outcome, Tx } from "./command.ts";

/** The flow of that name: made, or as it already stands. */
export async function createFlow(
  tx: Tx,
  deps: Deps,
  params: FlowCreate,
): Promise<Outcome<{ flow: Flow; created: boolean }>> {
  const now = deps.now();
  const inserted = await tx
    .insertInto("flow")
    .values({
      id: deps.newId(),
      created: now,
      updated: now,
      name: params.name,
      tags: toJson(params.tags),
      labels: toJsonOrNull(params.labels),
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (inserted !== undefined) return { result: { flow: flowFromRow(inserted), created: true } };
  const standing = await tx.selectFrom("flow").selectAll().where("name", "=", params.name).executeTakeFirstOrThrow();
  return { result: { flow: flowFromRow(standing), created: false } };
}
