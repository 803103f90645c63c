import { ApiError } from "@tutti/core/errors";
import { prepared } from "../../store/prepared.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";

// E4: every write of a run carries its lease's epoch, and a stale one is refused. The row with the epoch stays locked
// until the commit, so that nobody takes the run over in between.

const holderOf = prepared<{ id: string }, { lease_epoch: number }>((db, param) =>
  db
    .selectFrom("flow_run")
    .select("lease_epoch")
    .where("id", "=", (where) =>
      where
        .selectFrom("flow_run as run")
        .select(({ fn }) => fn.coalesce("run.lease_run_id", "run.id").as("holder"))
        .where("run.id", "=", param("id")),
    )
    .forShare(),
);

/** The epoch that covers writes of the flow run; undefined when there is no such run. */
export async function currentEpoch(tx: Tx, flowRunId: string): Promise<number | undefined> {
  const [holder] = await holderOf(tx, { id: flowRunId });
  return holder?.lease_epoch;
}

export function staleEpoch(epoch: number, current: number | undefined): string {
  return current === undefined ? "the flow run is gone" : `the write is of epoch ${epoch}, the run is at ${current}`;
}

/** Throws `lease_lost` when the write carries an epoch and it is not the run's. The run's own row is locked already. */
export async function requireLease(tx: Tx, run: FlowRunTable, epoch: number | null): Promise<void> {
  if (epoch === null) return;
  const current = run.lease_run_id === null ? run.lease_epoch : await currentEpoch(tx, run.lease_run_id);
  if (current !== epoch) throw new ApiError("lease_lost", staleEpoch(epoch, current));
}
