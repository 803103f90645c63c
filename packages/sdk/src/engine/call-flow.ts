import { readFlowRun } from "@tutti/client/flow-runs";
import { readFlow } from "@tutti/client/flows";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { connect, type Connection } from "../connection.ts";
import { assignedRunId } from "../runner/assigned-run-id.ts";
import type { BegunBefore, OfferedRun, TakenRun } from "../flow-handle.ts";
import type { State } from "../state.ts";
import { activeRuns } from "./active-runs.ts";
import { callSubflow } from "./call-subflow.ts";
import { executeRun } from "./execute-run.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import { refuseOnTaskThread } from "../threads/thread-mark.ts";
import { refuseWhileImporting } from "./import-guard.ts";
import { openBegunRun } from "./open-begun-run.ts";
import { openOfferedRun } from "./open-offered-run.ts";
import { type ChangedCode, openAssignedRun, openExistingRun, openNewRun } from "./open-run.ts";
import type { OpenedRun } from "./opened-run.ts";
import { watchCancellations } from "./cancellation-watch.ts";
import { tellOfOtherCopy } from "./other-copies.ts";
import { leaveAsDeployed } from "./process-end.ts";
import { watchProcess } from "./process-watch.ts";
import { currentContext, type RunContext } from "./run-context.ts";

/** Calls a flow: as a subflow when a flow run is under way here, else as a run of its own. */
export function callFlow(flow: FlowDefinition, args: readonly unknown[]): Promise<State> {
  const context = currentContext();
  const ended = callFlowIn(context, flow, args);
  context.transaction?.track(ended);
  return ended;
}

async function callFlowIn(context: RunContext, flow: FlowDefinition, args: readonly unknown[]): Promise<State> {
  if (context.flowRun !== null) return callSubflow(flow, args, context, context.flowRun);
  refuseWhileImporting(flow.name);
  refuseOnTaskThread(flow.name);
  tellOfOtherCopy(flow.name);
  const connection = await connect();
  // Beside what is asked of the server first: a thread is not up at once, and must be before code can block this one.
  if (connection.server.kind === "tutti") connection.leases.start();
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

/** Executes a run of a deployment, whose lease this process has. */
export async function callAssignedRun(
  flow: FlowDefinition,
  flowRun: FlowRun,
  epoch: number | null,
  begun: BegunBefore | null,
): Promise<State> {
  const context: RunContext = { ...currentContext(), flowRun: null, step: null };
  leaveAsDeployed();
  const connection = await connect();
  if (begun !== null && epoch !== null) {
    return callRoot(openBegunRun(flow, { flowRun, epoch, begun }, context, connection));
  }
  return callRoot(openAssignedRun(flow, flowRun, epoch, context, connection));
}

/** Takes a run of a deployment that waits. Null when another has it, or it is to be begun step by step. */
export async function takeOfferedRun(flow: FlowDefinition, offered: OfferedRun): Promise<TakenRun | null> {
  const context: RunContext = { ...currentContext(), flowRun: null, step: null };
  leaveAsDeployed();
  const opened = await openOfferedRun(flow, offered, context, await connect());
  if (opened === null) return null;
  return { epoch: opened.epoch, execute: () => callRoot(Promise.resolve(opened)) };
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
  const flowRunId = assignedRunId(process.env);
  if (isTaken || flowRunId === null) return null;
  const { flow_id } = await readFlowRun(connection.api, flowRunId);
  const { name } = await readFlow(connection.api, flow_id);
  if (isTaken || name !== flow.name) return null;
  isTaken = true;
  return flowRunId;
}
