import { FLOW_POLICY } from "@tutti/core/flow-policy";
import type { Instant } from "@tutti/core/instant";
import { cancelledState } from "@tutti/core/run-state";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { requestTeardown } from "../workers/request-teardown.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";

/**
 * Ends a run that has been Cancelling since before then: whoever was to end it has not, and a worker is asked to end what
 * is left of it. Answers whether it was.
 */
export async function endStuckCancelling(
  tx: Tx,
  deps: Deps,
  { id, before }: { id: string; before: Instant },
): Promise<Outcome<boolean>> {
  const run = await loadFlowRun(tx, id);
  const since = run?.row.state_timestamp ?? null;
  if (run === null || run.row.state_type !== "CANCELLING" || since === null || since > before) return { result: false };
  const message = "Nobody reported the end of the run in time while it was being cancelled.";
  const cancelled = cancelledState({ id: deps.newId(), timestamp: deps.now(), message });
  const terms = { policy: FLOW_POLICY, leaseSupport: "holds", recoveriesLeft: null } as const;
  const ended = await orchestrateFlowRun(tx, deps, run, cancelled, terms);
  const isEnded = ended.result.status === "ACCEPT";
  if (isEnded) await requestTeardown(tx, deps, ended.run.row);
  return { result: isEnded, changes: ended.changes };
}
