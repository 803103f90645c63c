import { broughtAboutLabels } from "@tutti/core/automation/own-doing";
import { formatInstant, secondsBetween } from "@tutti/core/instant";
import type { RunState } from "@tutti/core/run-state";
import { prepared } from "../../store/prepared.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { FlowRunTable, FlowTable, TaskRunTable } from "../../store/tables.ts";
import type { Tx } from "../command.ts";
import { deploymentRow } from "../deployments/deployment-run.ts";
import { infrastructureResources, relatedResource, type Resource } from "./related-resources.ts";

/** A change of a flow run's state, as its event tells it. */
export interface FlowRunStateChange {
  readonly initial: RunState | null;
  /** What was asked for; `state` is what came of it. */
  readonly proposed: RunState;
  readonly state: RunState;
  /** The run's row after the change. */
  readonly run: FlowRunTable;
  /** The automations that led to it, the latest first. */
  readonly broughtAboutBy: readonly string[];
}

/** An event follows the one before it only for so long. */
const FOLLOWS_WITHIN_SECONDS = 300;

/** `prefect.flow-run.<StateName>`. The event's id is the state's: that is how clients tell they have seen it. */
export function flowRunEvent(
  change: FlowRunStateChange,
  related: readonly Resource[],
  received: RunState["timestamp"],
): CommittedEvent {
  const { initial, proposed, state, run, broughtAboutBy } = change;
  const isFollowing = initial !== null && secondsBetween(state.timestamp, initial.timestamp) < FOLLOWS_WITHIN_SECONDS;
  return {
    id: state.id,
    occurred: state.timestamp,
    received,
    event: `prefect.flow-run.${state.name}`,
    resource: { ...stateResource(run, state), ...broughtAboutLabels(broughtAboutBy) },
    related,
    payload: {
      intended: { from: initial?.type ?? null, to: proposed.type },
      initial_state: initial === null ? null : describeState(initial),
      validated_state: describeState(state),
    },
    follows: isFollowing ? initial.id : null,
  };
}

function stateResource(run: FlowRunTable, state: RunState): Resource {
  return {
    "prefect.resource.id": `prefect.flow-run.${run.id}`,
    "prefect.resource.name": run.name,
    "prefect.run-count": String(run.run_count),
    "prefect.state-message": state.message ?? "",
    "prefect.state-name": state.name,
    "prefect.state-timestamp": formatInstant(state.timestamp).replace("Z", "+00:00"),
    "prefect.state-type": state.type,
  };
}

function describeState(state: RunState): Record<string, string> {
  return {
    type: state.type,
    name: state.name,
    ...(state.message === null ? {} : { message: state.message }),
    ...(state.type === "PAUSED" ? { pause_reschedule: String(state.pauseReschedule) } : {}),
  };
}

const flowById = prepared<{ id: string }, Pick<FlowTable, "id" | "name" | "tags">>((db, param) =>
  db.selectFrom("flow").select(["id", "name", "tags"]).where("id", "=", param("id")),
);

const taskRunById = prepared<{ id: string }, Pick<TaskRunTable, "id" | "name" | "tags">>((db, param) =>
  db.selectFrom("task_run").select(["id", "name", "tags"]).where("id", "=", param("id")),
);

/** The flow, the deployment, where it runs, the task run that called it, all their tags, each once, and who had it made. */
export async function relatedResources(tx: Tx, run: FlowRunTable): Promise<Resource[]> {
  const [flows, callers, deployment, infrastructure] = await Promise.all([
    flowById(tx, { id: run.flow_id }),
    run.parent_task_run_id === null ? [] : taskRunById(tx, { id: run.parent_task_run_id }),
    run.deployment_id === null ? undefined : deploymentRow(tx, run.deployment_id),
    infrastructureResources(tx, run.work_queue_id),
  ]);
  const deployments = deployment === undefined ? [] : [deployment];
  return [
    ...flows.map(flowResource),
    ...deployments.map(({ id, name }) => relatedResource("deployment", `prefect.deployment.${id}`, name)),
    ...infrastructure,
    ...callers.map((task) => relatedResource("task-run", `prefect.task-run.${task.id}`, task.name)),
    ...tagResources([run, ...flows, ...deployments, ...callers]),
    ...creatorOf(run),
  ];
}

/** What a run of the program itself is related to, which has neither deployment nor caller. */
export function relatedToPlainRun(run: Tagged, flow: Pick<FlowTable, "id" | "name" | "tags">): Resource[] {
  return [flowResource(flow), ...tagResources([run, flow])];
}

function flowResource({ id, name }: Pick<FlowTable, "id" | "name">): Resource {
  return relatedResource("flow", `prefect.flow.${id}`, name);
}

type Tagged = Pick<FlowRunTable, "tags">;

function tagResources(objects: readonly Tagged[]): Resource[] {
  const tags = objects.flatMap((object) => fromJson(object.tags));
  return [...new Set(tags)].sort().map((tag) => relatedResource("tag", `prefect.tag.${tag}`));
}

/** The automation or the deployment that had the run made. */
function creatorOf({ created_by_id, created_by_type, created_by_display_value }: FlowRunTable): Resource[] {
  if (created_by_type !== "AUTOMATION" && created_by_type !== "DEPLOYMENT") return [];
  const id = `prefect.${created_by_type.toLowerCase()}.${created_by_id}`;
  return [relatedResource("creator", id, created_by_display_value ?? undefined)];
}
