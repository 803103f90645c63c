import { advance } from "@tutti/core/bookkeeping";
import { instant, type Instant } from "@tutti/core/instant";
import { progressToRow } from "@tutti/core/progress-row";
import { generateRunName } from "@tutti/core/run-name";
import { NO_PROGRESS } from "@tutti/core/run-progress";
import { scheduledState, type ScheduledState } from "@tutti/core/run-state";
import { nextTimes, type Horizon } from "@tutti/core/schedule/next-times";
import { slotKey } from "@tutti/core/schedule/slot-key";
import type { LiveChange } from "@tutti/core/wire/live";
import type { Deps } from "../../deps.ts";
import { insertNewRows } from "../../store/row-writes.ts";
import { flowRunFromRow } from "../../store/rows/flow-run-row.ts";
import { fromJson, toJson } from "../../store/rows/json-column.ts";
import { flowRunStateRow } from "../../store/rows/state-columns.ts";
import type { DeploymentScheduleTable, DeploymentTable } from "../../store/tables/deployment-tables.ts";
import type { FlowRunStateTable, FlowRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { deploymentRunLabels } from "../deployments/deployment-run.ts";
import { queueOfRow } from "../flow-runs/load-flow-run.ts";
import { completeFlowRunPolicy } from "../flow-runs/run-policy.ts";
import { schedulesOf } from "./schedule-rows.ts";

export interface MadeRuns {
  readonly count: number;
  readonly changes: () => LiveChange[];
}

/**
 * Makes the runs of a deployment's active schedules, up to the horizon. A slot's key makes it one run, however many servers
 * make it and however often. They begin in silence: no event tells of a state that the clock alone brought.
 */
export async function makeScheduledRuns(
  tx: Tx,
  deps: Deps,
  deployment: DeploymentTable,
  horizon: Horizon,
): Promise<MadeRuns> {
  const schedules = (await schedulesOf(tx, deployment.id)).filter((schedule) => schedule.active === 1);
  const runs = schedules.flatMap((schedule) => runsOf(deps, deployment, schedule, horizon));
  const madeIds = await insertNewRows(
    tx,
    "flow_run",
    runs.map(({ row }) => row),
  );
  const made = runs.filter(({ row }) => madeIds.has(row.id));
  await insertNewRows(
    tx,
    "flow_run_state",
    made.map(({ state }) => state),
  );
  const queue = await queueOfRow(tx, deployment);
  const now = deps.now();
  return {
    count: made.length,
    changes: () =>
      made.map(({ row, state }) => ({ kind: "flow-run", flow_run: flowRunFromRow(row, { state, queue }, now) })),
  };
}

interface NewRun {
  readonly row: FlowRunTable;
  readonly state: FlowRunStateTable;
}

function runsOf(
  deps: Deps,
  deployment: DeploymentTable,
  schedule: DeploymentScheduleTable,
  horizon: Horizon,
): NewRun[] {
  const content = contentOf(deployment, schedule);
  return nextTimes(fromJson(schedule.schedule), horizon).map((slot) => {
    const mint = { id: deps.newId(), timestamp: deps.now(), message: "Flow run scheduled" };
    const state = scheduledState(mint, { scheduledTime: slot });
    const row = rowOf(deps, content, slotKeyOf(schedule, slot), state);
    return { row, state: flowRunStateRow({ ...state, flowRunId: row.id }, row.id, deps.now()) };
  });
}

function slotKeyOf({ deployment_id, id, schedule }: DeploymentScheduleTable, slot: Instant): string {
  return `scheduled ${deployment_id} ${id} ${slotKey(fromJson(schedule), instant(slot))}`;
}

type Content = ReturnType<typeof contentOf>;

/** What all runs of a schedule have: the schedule's parameters take the place of the deployment's. */
function contentOf(deployment: DeploymentTable, schedule: DeploymentScheduleTable) {
  const { slug } = schedule;
  return {
    flow_id: deployment.flow_id,
    flow_version: null,
    deployment_id: deployment.id,
    deployment_version: deployment.version,
    work_queue_id: deployment.work_queue_id,
    work_queue_name: deployment.work_queue_name,
    parent_task_run_id: null,
    parameters: toJson({ ...fromJson(deployment.parameters), ...fromJson(schedule.parameters) }),
    context: toJson({}),
    empirical_policy: toJson(completeFlowRunPolicy({ max_retries: 0, retry_delay_seconds: 0 })),
    job_variables: toJson({}),
    tags: toJson(["auto-scheduled", ...fromJson(deployment.tags)]),
    labels: deploymentRunLabels(deployment, null),
    auto_scheduled: 1 as const,
    infrastructure_document_id: deployment.infrastructure_document_id,
    infrastructure_pid: null,
    created_by_id: schedule.id,
    created_by_type: "SCHEDULE",
    created_by_display_value: slug || kindOf(schedule),
    recovery_count: 0,
    lease_run_id: null,
    lease_owner: null,
    lease_epoch: 0,
    lease_expires_at: null,
    lease_request: null,
  };
}

/** As Prefect calls the kinds of schedules. */
function kindOf({ schedule }: DeploymentScheduleTable): string {
  const given = fromJson(schedule);
  if ("interval" in given) return "IntervalSchedule";
  return "cron" in given ? "CronSchedule" : "RRuleSchedule";
}

function rowOf(deps: Deps, content: Content, idempotency_key: string, state: ScheduledState): FlowRunTable {
  const now = deps.now();
  return {
    ...content,
    id: deps.newId(),
    created: now,
    updated: now,
    name: generateRunName(deps.random),
    idempotency_key,
    ...progressToRow(advance(NO_PROGRESS, state, false)),
  };
}
