import { ApiError } from "@tutti/core/errors";
import { ACCEPTED_VERSION_LABEL, RERUN_FROM_LABEL, RERUN_OF_LABEL } from "@tutti/core/run-origin";
import { isTerminal } from "@tutti/core/state-type";
import type { Rerun } from "@tutti/core/wire/rerun";
import type { Deps } from "../../deps.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { FlowRunTable, TaskRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { createDeploymentRun } from "../deployments/create-deployment-run.ts";
import { deploymentRow } from "../deployments/deployment-run.ts";
import { copyJournal } from "./copy-journal.ts";
import { createFlowRun } from "./create-flow-run.ts";
import type { CreatedRun } from "./insert-flow-run.ts";
import { loadFlowRun } from "./load-flow-run.ts";

const NO_POLICY = { max_retries: 0, retry_delay_seconds: 0 };

/** What the labels of a run say of the run itself, not of where its flow is: another run has its own. */
const OWN_LABELS: ReadonlySet<string> = new Set([ACCEPTED_VERSION_LABEL, RERUN_FROM_LABEL, RERUN_OF_LABEL]);

/**
 * Makes another run of the flow of one that has ended, from a step of it or from the beginning: scheduled by its deployment,
 * or Pending for the program that executes it. Throws `not_found`, `conflict`, and what making a run throws.
 */
export async function rerunFlowRun(
  tx: Tx,
  deps: Deps,
  { id, rerun }: { id: string; rerun: Rerun },
): Promise<CreatedRun> {
  const source = (await loadFlowRun(tx, id))?.row;
  if (source === undefined) throw new ApiError("not_found", `Flow run with id ${id} not found`);
  if (source.state_type === null || !isTerminal(source.state_type)) {
    throw new ApiError("conflict", `Flow run ${id} has not ended: it is ${source.state_name ?? "without a state"}`);
  }
  const from = rerun.from ? await stepOf(tx, id, rerun.from) : null;
  const made = await makeRun(tx, deps, source, rerun, from);
  if (made.result.created && from !== null) await copyJournal(tx, deps, { from, to: made.result.flow_run.id });
  return made;
}

async function stepOf(tx: Tx, flowRunId: string, taskRunId: string): Promise<TaskRunTable> {
  const step = await tx
    .selectFrom("task_run")
    .selectAll()
    .where("id", "=", taskRunId)
    .where("flow_run_id", "=", flowRunId)
    .executeTakeFirst();
  if (step !== undefined) return step;
  throw new ApiError("not_found", `Flow run ${flowRunId} has no task run ${taskRunId}`);
}

async function makeRun(
  tx: Tx,
  deps: Deps,
  source: FlowRunTable,
  rerun: Rerun,
  from: TaskRunTable | null,
): Promise<CreatedRun> {
  const { parameters, name, idempotency_key } = rerun;
  const create = {
    name: name ?? null,
    parameters: { ...fromJson(source.parameters), ...parameters },
    context: fromJson(source.context),
    // How often it is tried again, its flow says when it is executed.
    empirical_policy: NO_POLICY,
    tags: fromJson(source.tags),
    labels: labelsFor(source, from),
    idempotency_key: idempotency_key ?? null,
  };
  if (source.deployment_id === null) {
    return createFlowRun(tx, deps, { create: { ...create, flow_id: source.flow_id }, epoch: null });
  }
  const job_variables = source.job_variables === null ? {} : fromJson(source.job_variables);
  const work_queue_name = await queueNameFor(tx, source, source.deployment_id, rerun);
  return createDeploymentRun(tx, deps, {
    id: source.deployment_id,
    create: { ...create, job_variables, work_queue_name },
  });
}

/**
 * Where workers find it. A pool may have been deleted since: then nobody would ever take the run, unless a process serves its
 * deployment by now.
 */
async function queueNameFor(
  tx: Tx,
  source: FlowRunTable,
  deploymentId: string,
  { executed_here }: Rerun,
): Promise<string | null> {
  const deployment = await deploymentRow(tx, deploymentId);
  if (deployment === undefined || deployment.work_queue_id !== null) return source.work_queue_name;
  const isServed = source.work_queue_id === null || deployment.status === "READY";
  if (isServed || executed_here) return null;
  throw new ApiError(
    "conflict",
    `The work pool of its deployment ${deployment.name} is gone, so no worker would execute it: ` +
      `deploy it again, with a pool, or execute it where you are: tutti flow-run rerun ${source.id} --entrypoint file.ts:flow`,
  );
}

function labelsFor(source: FlowRunTable, from: TaskRunTable | null) {
  const kept = Object.entries(fromJson(source.labels)).filter(([label]) => !OWN_LABELS.has(label));
  const step = from === null ? {} : { [RERUN_FROM_LABEL]: from.name };
  return { ...Object.fromEntries(kept), [RERUN_OF_LABEL]: source.id, ...step };
}
