import { ApiError } from "@tutti/core/errors";
import type { FlowRunUpdate } from "@tutti/core/wire/flow-run";
import type { Deps } from "../../deps.ts";
import { updateChanged } from "../../store/row-writes.ts";
import { flowRunFromRow } from "../../store/rows/flow-run-row.ts";
import { toJson, toJsonOrNull } from "../../store/rows/json-column.ts";
import type { FlowRunTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { deploymentRow } from "../deployments/deployment-run.ts";
import { requireJobVariables } from "../deployments/job-variables.ts";
import { requireLease } from "../leases/lease-check.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { completeFlowRunPolicy } from "./run-policy.ts";

/** Writes the fields that are present. Throws `not_found`, `lease_lost`, and `bad_request` for job variables that come too late. */
export async function updateFlowRun(
  tx: Tx,
  deps: Deps,
  params: { id: string; update: FlowRunUpdate; epoch: number | null },
): Promise<Outcome<null>> {
  const run = await loadFlowRun(tx, params.id);
  if (run === null) throw new ApiError("not_found", "Flow run not found");
  await requireLease(tx, run.row, params.epoch);
  const { job_variables } = params.update;
  if (job_variables) await requireSoundJobVariables(tx, deps, run.row, job_variables);
  const now = deps.now();
  const after = { ...run.row, ...updatedColumns(params.update), updated: now };
  await updateChanged(tx, "flow_run", run.row, after);
  return { result: null, changes: () => [{ kind: "flow-run", flow_run: flowRunFromRow(after, run, now) }] };
}

/** Variables are for a run that has not been taken yet, and that its deployment's pool can judge. */
async function requireSoundJobVariables(
  tx: Tx,
  deps: Deps,
  row: FlowRunTable,
  variables: NonNullable<FlowRunUpdate["job_variables"]>,
): Promise<void> {
  if (row.state_type !== "SCHEDULED") {
    throw new ApiError(
      "bad_request",
      `Job variables for a flow run in state ${row.state_type ?? "NONE"} cannot be updated`,
    );
  }
  const deployment = row.deployment_id === null ? undefined : await deploymentRow(tx, row.deployment_id);
  if (deployment === undefined) {
    throw new ApiError("bad_request", "A deployment for the flow run could not be found");
  }
  await requireJobVariables(tx, deps, deployment, variables, "updating flow run");
}

/** What of a run's row the update writes. A name that is null stays as it was: a run has one. */
export function updatedColumns(update: FlowRunUpdate): Partial<FlowRunTable> {
  const { name, flow_version, infrastructure_pid, parameters, empirical_policy, tags, job_variables } = update;
  return {
    ...(name === undefined || name === null ? {} : { name }),
    ...(flow_version === undefined ? {} : { flow_version }),
    ...(infrastructure_pid === undefined ? {} : { infrastructure_pid }),
    ...(parameters === undefined ? {} : { parameters: toJson(parameters) }),
    ...(empirical_policy === undefined ? {} : { empirical_policy: toJson(completeFlowRunPolicy(empirical_policy)) }),
    ...(tags === undefined ? {} : { tags: toJson(tags) }),
    ...(job_variables === undefined ? {} : { job_variables: toJsonOrNull(job_variables) }),
  };
}
