import { readFlowRun } from "@tutti/client/flow-runs";
import { readFlow } from "@tutti/client/flows";
import { connect, type Connection } from "../connection.ts";
import type { State } from "../state.ts";
import { activeRuns } from "./active-runs.ts";
import { callSubflow } from "./call-subflow.ts";
import { executeRun } from "./execute-run.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import { type ChangedCode, openExistingRun, openNewRun } from "./open-run.ts";
import type { OpenedRun } from "./opened-run.ts";
import { watchCancellations } from "./cancellation-watch.ts";
import { watchProcess } from "./process-watch.ts";
import { currentContext, type RunContext } from "./run-context.ts";

/** Calls a flow: as a subflow when a flow run is under way here, else as a run of its own. */
export async function callFlow(flow: FlowDefinition, args: readonly unknown[]): Promise<State> {
  const context = currentContext();
  if (context.flowRun !== null) return callSubflow(flow, args, context, context.flowRun);
  const connection = await connect();
  const assigned = await takeAssignedRun(flow, connection);
  if (assigned !== null) return callExistingRun(flow, assigned, args, "refuse");
  return callRoot(openNewRun(flow, args, context, connection));
}

/** Executes a run that is there already, from its last committed step. */
export async function callExistingRun(
  flow: FlowDefinition,
  flowRunId: string,
  args: readonly unknown[],
  changedCode: ChangedCode,
): Promise<State> {
  const context: RunContext = { ...currentContext(), flowRun: null, step: null };
  return callRoot(openExistingRun(flow, flowRunId, args, context, await connect(), changedCode));
}

async function callRoot(opening: Promise<OpenedRun>): Promise<State> {
  watchProcess();
  watchCancellations();
  const run = await activeRuns.opened(opening);
  try {
    return await executeRun(run);
  } finally {
    run.connection.leases.drop(run.flowRun.id);
    // The process may exit as soon as its last flow has ended: nothing it logged may be left behind.
    await run.connection.logs.flush();
  }
}

let isTaken = false;

// A worker names the run this process is started for; the first call of that run's flow is the one that executes it.
async function takeAssignedRun(flow: FlowDefinition, connection: Connection): Promise<string | null> {
  const flowRunId = process.env.TUTTI_FLOW_RUN_ID ?? process.env.PREFECT__FLOW_RUN_ID;
  if (isTaken || flowRunId === undefined || flowRunId === "") return null;
  const { flow_id } = await readFlowRun(connection.api, flowRunId);
  const { name } = await readFlow(connection.api, flow_id);
  if (isTaken || name !== flow.name) return null;
  isTaken = true;
  return flowRunId;
}
