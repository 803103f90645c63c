import { ApiError } from "@tutti/core/errors";
import type { flowRunInputBody } from "@tutti/core/wire/flow-run-input";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";

/** Keeps an input for a flow run. A key is given once. */
export async function createFlowRunInput(
  tx: Tx,
  deps: Deps,
  params: z.output<typeof flowRunInputBody> & { id: string },
): Promise<Outcome<null>> {
  const run = await tx.selectFrom("flow_run").select("id").where("id", "=", params.id).executeTakeFirst();
  if (run === undefined) throw new ApiError("not_found", "Flow run not found");
  const now = deps.now();
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("flow_run_input")
    .values({
      id: deps.newId(),
      created: now,
      updated: now,
      flow_run_id: params.id,
      key: params.key,
      value: params.value,
      sender: params.sender ?? null,
    })
    .onConflict((conflict) => conflict.columns(["flow_run_id", "key"]).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) {
    throw new ApiError("conflict", "A flow run input with this key already exists.");
  }
  return { result: null };
}
