import type { Deps } from "../../deps.ts";
import { insertNew } from "../../store/row-writes.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { ArtifactTable, FlowRunStateTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

/**
 * Where a result is stored is listed among the artifacts, as Prefect does with states set over REST; a result that stands
 * in the state itself is not (docs of the protocol's additions: small results are raw JSON).
 */
export async function keepResultArtifact(
  tx: Tx,
  deps: Deps,
  state: Pick<FlowRunStateTable, "data">,
  owner: Pick<ArtifactTable, "flow_run_id" | "task_run_id">,
): Promise<void> {
  if (state.data === null || !namesStorage(fromJson(state.data))) return;
  const now = deps.now();
  await insertNew(tx, "artifact", {
    id: deps.newId(),
    created: now,
    updated: now,
    key: null,
    type: null,
    description: null,
    data: state.data,
    metadata_: null,
    ...owner,
  });
}

function namesStorage(data: unknown): boolean {
  return typeof data === "object" && data !== null && "storage_key" in data;
}
