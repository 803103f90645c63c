import { readDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { isNotFound, ResponseError } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { connect, type Connection } from "../connection.ts";
import { takeLease } from "../engine/lease.ts";
import type { FlowHandle } from "../flow-handle.ts";
import { printLine } from "../print-line.ts";
import { assignedRunId, checkedRunId, forgetAssignment } from "./assigned-run-id.ts";
import { claimRun } from "./claim-run.ts";
import { leaveSoon } from "./leave-soon.ts";
import { fetchCode } from "./fetch-code.ts";
import { loadFlow } from "./load-flow.ts";
import { preparationLog, reportUnstarted } from "./report-unstarted.ts";

// The process of a deployed run:
// X1: the lease is taken before the code is fetched: whoever looks sees that somebody is at work on the run.
// X2: whatever keeps the flow from starting becomes the run's state, with the reason.
// X3: the exit code says whether the run's state was reported, not what it is: 0 tells the worker to add nothing. That
//     includes a run which is somebody else's by now.

/**
 * Executes a run of a deployment: the one given, else the one that the environment names. Resolves with whether the run's
 * state is reported; the process leaves soon after. Rejects when the run cannot be read, or is none to be executed.
 */
export async function executeFlowRun(given: string | null): Promise<boolean> {
  const id = checkedRunId(given ?? assignedRunId(process.env));
  forgetAssignment();
  const connection = await connect();
  const flowRun = await readFlowRun(connection.api, id).catch((error: unknown) => {
    throw isNotFound(error) ? new TuttiError("not_found", `There is no flow run ${id}.`) : error;
  });
  if (!(await claimRun(flowRun, connection))) return true;
  const epoch = await takeLease(connection, id);
  try {
    const flow = await prepare(flowRun, connection, epoch);
    return flow === null ? true : await execute(flow, flowRun, epoch);
  } finally {
    leaveSoon();
  }
}

/** The run's flow; null when it could not be had and the run's state says so. */
async function prepare(flowRun: FlowRun, connection: Connection, epoch: number | null): Promise<FlowHandle | null> {
  try {
    return await flowOf(flowRun, connection);
  } catch (error) {
    await reportUnstarted(flowRun, connection, epoch, error);
    return null;
  } finally {
    // From here on the flow's own copy of Tutti keeps it.
    connection.leases.drop(flowRun.id);
  }
}

async function flowOf(flowRun: FlowRun, connection: Connection): Promise<FlowHandle> {
  if (flowRun.deployment_id === null) {
    throw new TuttiError("invalid_entrypoint", "the run has no deployment that says where its flow is");
  }
  const deployment = await readDeployment(connection.api, flowRun.deployment_id);
  if (deployment.entrypoint === null) {
    throw new TuttiError("invalid_entrypoint", `the deployment "${deployment.name}" names none`);
  }
  const folder = await fetchCode(deployment);
  process.chdir(folder);
  preparationLog(flowRun, connection).debug(`Importing ${deployment.entrypoint} in ${folder}`);
  return loadFlow(deployment.entrypoint, folder);
}

async function execute(flow: FlowHandle, flowRun: FlowRun, epoch: number | null): Promise<boolean> {
  try {
    await flow.execute(flowRun, epoch);
    return true;
  } catch (error) {
    if (!isNotOurs(error)) throw error;
    printLine(`tutti: flow run '${flowRun.name}': ${error.message}`);
    return true;
  }
}

/** Another process has the run, or the server refused to go on with it: its state says what it is. */
function isNotOurs(error: unknown): error is Error {
  if (error instanceof ResponseError) return error.status === 409;
  const { code }: { code?: unknown } = Object(error);
  return error instanceof Error && (code === "lease_lost" || code === "run_aborted");
}
