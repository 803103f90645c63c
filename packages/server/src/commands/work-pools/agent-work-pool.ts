import { AGENT_WORK_POOL } from "@tutti/core/agent-work-pool";
import type { Deps } from "../../deps.ts";
import type { WorkPoolTable } from "../../store/tables/work-pool-tables.ts";
import type { Tx } from "../command.ts";
import { addWorkPool } from "./create-work-pool.ts";
import { loadWorkPool } from "./load-work-pool.ts";

/** The pool of the queues that are named without one; made when it is first needed. */
export async function agentWorkPool(tx: Tx, deps: Deps): Promise<{ pool: WorkPoolTable; isNew: boolean }> {
  // The schemas of the wire are no part of a store's start: few servers ever come here.
  const { workPoolCreate } = await import("@tutti/core/wire/work-pool");
  const created = await addWorkPool(tx, deps, workPoolCreate.parse({ name: AGENT_WORK_POOL, type: "prefect-agent" }));
  return created === null
    ? { pool: await loadWorkPool(tx, AGENT_WORK_POOL), isNew: false }
    : { pool: created, isNew: true };
}
