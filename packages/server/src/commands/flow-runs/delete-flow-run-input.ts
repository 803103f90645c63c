import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";

export async function deleteFlowRunInput(
  tx: Tx,
  _deps: Deps,
  params: { id: string; key: string },
): Promise<Outcome<null>> {
  const { numDeletedRows } = await tx
    .deleteFrom("flow_run_input")
    .where("flow_run_id", "=", params.id)
    .where("key", "=", params.key)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new ApiError("not_found", "Flow run input not found");
  return { result: null };
}
