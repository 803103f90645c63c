import { readDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { isNotFound, ResponseError } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { connect, type Connection } from "../connection.ts";
import { takeLease } from "../engine/lease.ts";
import type { FlowHandle } from "../flow-handle.ts";
import { printLine } from "../print-line.ts";
import { assignedRunId, checkedRunId, forgetAssignment } from "./assigned-run-id.ts";
import { claimRun } from "./claim-run.ts";
import { leaveSoon } from "./leave-soon.ts";
import { type CodePlace, fetchCode } from "./fetch-code.ts";
import { loadFlow } from "./load-flow.ts";
import { type Preparation, prepareRun } from "./prepare-run.ts";

// The process of a deployed run:
// X1: the lease is taken before the code is fetched: whoever looks sees that somebody is at work on the run.
// X2: whatever keeps the flow from starting becomes the run's state, with the reason.
// X3: the exit code says whether the run's state was reported, not what it is: 0 tells the worker to add nothing. That
//     includes a run which is somebody else's by now.

/**
 * Executes a run of a deployment: the one given, else the one that the environment names. Resolves when the run's state is
 * reported; the process leaves soon after. Rejects when the run cannot be read, or is none to be executed.
 */
export async function executeFlowRun(given: string | null): Promise<void> {
  const id = checkedRunId(given ?? assignedRunId(process.env));
  forgetAssignment();
  const connection = await connect();
  const flowRun = await readFlowRun(connection.api, id).catch((error: unknown) => {
    throw isNotFound(error) ? new TuttiError("not_found", `There is no flow run ${id}.`) : error;
  });
  if (!(await claimRun(flowRun, connection))) return;
  try {
    await executeClaimed(flowRun, connection);
  } catch (error) {
    if (!isNotOurs(error)) throw error;
    printLine(`tutti: flow run '${flowRun.name}': ${error.message}`);
  } finally {
    leaveSoon();
  }
}

async function executeClaimed(flowRun: FlowRun, connection: Connection): Promise<void> {
  const epoch = await takeLease(connection, flowRun.id, { endsProcess: true });
  const flow = await flowFor({ flowRun, connection, epoch });
  if (flow === null) return;
  await flow.execute(flowRun, epoch);
}

/** The run's flow; null when it could not be had and the run's state says so. */
async function flowFor(run: Preparation): Promise<FlowHandle | null> {
  const { flowRun, connection } = run;
  try {
    return await prepareRun(run, async (log, signal) => {
      const deployment = await deploymentOf(flowRun, connection);
      return loadDeployedFlow(deployment, { connection, log, signal });
    });
  } finally {
    // From here on the flow's own copy of Tutti keeps it.
    connection.leases.drop(flowRun.id);
  }
}

async function deploymentOf({ deployment_id }: FlowRun, { api }: Connection): Promise<Deployment> {
  if (deployment_id !== null) return readDeployment(api, deployment_id);
  throw new TuttiError("invalid_entrypoint", "the run has no deployment that says where its flow is");
}

/** Fetches the deployment's code, goes there, and imports its flow. Rejects with what keeps it from that. */
export async function loadDeployedFlow(
  { name, entrypoint, ...rest }: Deployment,
  place: CodePlace,
): Promise<FlowHandle> {
  if (entrypoint === null) throw new TuttiError("invalid_entrypoint", `the deployment "${name}" names none`);
  const folder = await fetchCode({ name, entrypoint, ...rest }, place);
  process.chdir(folder);
  place.log.debug(`Importing ${entrypoint} in ${folder}`);
  return loadFlow(entrypoint, folder);
}

const NOT_OURS = new Set<unknown>(["lease_lost", "run_aborted", "run_suspended"]);

/** Another process has the run, it was suspended, or the server refused to go on with it: its state says what it is. */
function isNotOurs(error: unknown): error is Error {
  if (error instanceof ResponseError) return error.status === 409;
  const { code }: { code?: unknown } = Object(error);
  return error instanceof Error && NOT_OURS.has(code);
}
