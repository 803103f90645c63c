import type { FlowGrid } from "@tutti/core/wire/flow-grid";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";
import { latestRuns, toRunMark } from "./latest-runs.ts";
import { taskTallies } from "./task-tallies.ts";

const RUNS = 30;
/** Among so many, since some are late or wait. */
const LOOKED_AT = 100;

/** What became of each task in a flow's latest runs; null when there is no such flow. */
export async function flowGrid(
  db: Kysely<Database>,
  deps: Deps,
  { id }: { readonly id: string },
): Promise<FlowGrid | null> {
  const flow = await db.selectFrom("flow").select("id").where("id", "=", id).executeTakeFirst();
  if (flow === undefined) return null;
  const now = deps.now();
  const latest = await latestRuns(db, { owner: "flow_id", ids: [id], count: LOOKED_AT }, now);
  const begun = (latest.get(id) ?? []).filter((run) => run.start_time !== null);
  const runs = begun.slice(0, RUNS).toReversed();
  const tallies = await taskTallies(
    db,
    runs.map((run) => run.id),
  );
  return { runs: runs.map((run) => toRunMark(run, now)), tasks: runs.flatMap((run) => tallies.get(run.id) ?? []) };
}
