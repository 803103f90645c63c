import { readDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { END_HOOKS } from "@tutti/worker/job/job-environment";
import { connect } from "../connection.ts";
import { RunLogger } from "../logger.ts";
import { assignedRunId, checkedRunId, forgetAssignment } from "./assigned-run-id.ts";
import { leaveSoon } from "./leave-soon.ts";
import { loadDeployedFlow } from "./load-deployed-flow.ts";

/** What a process does that a worker starts after the one of a run was killed: the run has ended, and its hooks look back. */
export async function runEndHooks(): Promise<void> {
  const id = checkedRunId(assignedRunId(process.env));
  forgetAssignment();
  delete process.env[END_HOOKS];
  const connection = await connect();
  const flowRun = await readFlowRun(connection.api, id);
  if (flowRun.deployment_id === null) return;
  const log = new RunLogger({ flowRunId: id, taskRunId: null, title: `Flow run '${flowRun.name}'` }, connection.logs);
  const { signal } = new AbortController();
  try {
    const deployment = await readDeployment(connection.api, flowRun.deployment_id);
    const flow = await loadDeployedFlow(deployment, { connection, log, signal, onStep: () => undefined });
    await flow.callEndHooks(flowRun);
  } finally {
    await connection.logs.flush();
    leaveSoon();
  }
}
