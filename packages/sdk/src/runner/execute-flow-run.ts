import { readDeployment } from "@tutti/client/deployments";
import { readFlowRun, updateFlowRun } from "@tutti/client/flow-runs";
import { epochHeader } from "@tutti/client/leases";
import { isNotFound } from "@tutti/client/response-error";
import { TuttiError } from "@tutti/core/errors";
import { DEFAULT_RECOVERIES } from "@tutti/core/recoveries";
import type { Deployment } from "@tutti/core/wire/deployment";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { StepReport } from "@tutti/project/steps/run-steps";
import { connect, type Connection } from "../connection.ts";
import { takeLease } from "../engine/lease.ts";
import type { FlowHandle } from "../flow-handle.ts";
import { printLine } from "../print-line.ts";
import { assignedRunId, checkedRunId, forgetAssignment } from "./assigned-run-id.ts";
import { claimRun } from "./claim-run.ts";
import { leaveSoon } from "./leave-soon.ts";
import { loadDeployedFlow } from "./load-deployed-flow.ts";
import { type Preparation, prepareRun } from "./prepare-run.ts";
import { tellPullStep } from "./pull-step-events.ts";
import { isNotOurs } from "./run-outcome.ts";

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
      const allowed = allowRecoveries(run);
      const deployment = await deploymentOf(flowRun, connection);
      const pulledFor = { flowRunId: flowRun.id, deploymentId: deployment.id };
      const onStep = (report: StepReport) => tellPullStep(connection, pulledFor, report);
      const flow = await loadDeployedFlow(deployment, { connection, log, signal, onStep });
      await allowed;
      return flow;
    });
  } finally {
    // From here on the flow's own copy of Tutti keeps it.
    connection.leases.drop(flowRun.id);
  }
}

/** Before the flow says how often: a machine may be lost while code is fetched, and nothing has been done yet. */
async function allowRecoveries({ flowRun, connection, epoch }: Preparation): Promise<void> {
  const policy = flowRun.empirical_policy;
  if (connection.server.kind !== "tutti" || (policy.recoveries ?? null) !== null) return;
  const update = { empirical_policy: { ...policy, recoveries: DEFAULT_RECOVERIES } };
  await updateFlowRun(connection.api, flowRun.id, update, epochHeader(epoch));
}

async function deploymentOf({ deployment_id }: FlowRun, { api }: Connection): Promise<Deployment> {
  if (deployment_id !== null) return readDeployment(api, deployment_id);
  throw new TuttiError("invalid_entrypoint", "the run has no deployment that says where its flow is");
}
