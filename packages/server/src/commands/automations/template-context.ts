import { allEvents, allFirings } from "@tutti/core/automation/firing";
import { inferredId } from "@tutti/core/automation/action-invocation";
import { resourceOfKind } from "@tutti/core/automation/trigger-event";
import { parseInstant } from "@tutti/core/instant";
import { LabelTree, ResourceValue, TemplateTime } from "@tutti/core/template/template-value";
import type { Deps } from "../../deps.ts";
import { readDeployment } from "../../store/queries/deployments/read-deployment.ts";
import { readFlowRun } from "../../store/queries/flow-runs/read-flow-run.ts";
import { readFlow } from "../../store/queries/flows/read-flow.ts";
import { readTaskRun } from "../../store/queries/task-runs/read-task-run.ts";
import { readWorkPool } from "../../store/queries/work-pools/read-work-pool.ts";
import { readWorkQueue } from "../../store/queries/work-pools/read-work-queue.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Tx } from "../command.ts";
import type { EventInvocation } from "./action-report.ts";
import type { EventFiring } from "./fire-trigger.ts";

type Context = Record<string, unknown>;

/** Variables of one template; more are not looked for. */
const VARIABLES_MAX = 1000;

/** What templates of an action may name. Objects are read only for templates that have their name in them. */
export async function templateContext(
  tx: Tx,
  deps: Deps,
  invocation: EventInvocation,
  templates: readonly string[],
): Promise<Context> {
  const { automation, firing, event } = invocation;
  const context: Context = {
    automation: withTimes(automation),
    event: event === null ? null : eventValue(event),
    labels: new LabelTree(firing.labels),
    firing: firingValue(firing),
    firings: allFirings(firing).map(firingValue),
    events: allEvents(firing).map(eventValue),
  };
  for (const [name, read] of Object.entries(OBJECTS)) {
    if (templates.some((text) => text.includes(name))) context[name] = withTimes(await read(tx, deps, event));
  }
  return context;
}

type Read = (tx: Tx, deps: Deps, event: CommittedEvent | null) => Promise<unknown>;

function byId(
  kind: Parameters<typeof inferredId>[1],
  read: (tx: Tx, deps: Deps, key: { id: string }) => Promise<unknown>,
): Read {
  return (tx, deps, event) => {
    const id = inferredId(event, kind);
    return id === null ? Promise.resolve(null) : read(tx, deps, { id });
  };
}

const OBJECTS: Readonly<Record<string, Read>> = {
  deployment: byId("deployment", readDeployment),
  flow: byId("flow", readFlow),
  flow_run: async (tx, deps, event) =>
    withStateOfEvent(await byId("flow-run", readFlowRun)(tx, deps, event), event, "prefect.flow-run"),
  task_run: async (tx, deps, event) =>
    withStateOfEvent(await byId("task-run", readTaskRun)(tx, deps, event), event, "prefect.task-run"),
  work_pool: byId("work-pool", async (tx, deps, { id }) => {
    const pool = await tx.selectFrom("work_pool").select("name").where("id", "=", id).executeTakeFirst();
    return pool === undefined ? null : readWorkPool(tx, deps, pool);
  }),
  work_queue: byId("work-queue", readWorkQueue),
  variables: async (tx) => {
    const rows = await tx.selectFrom("variable").select(["name", "value"]).limit(VARIABLES_MAX).execute();
    return Object.fromEntries(rows.map(({ name, value }) => [name, fromJson(value)]));
  },
};

/** The state that the event told of: by now the run may be in another. */
function withStateOfEvent(run: unknown, event: CommittedEvent | null, kind: string): unknown {
  const resource = event === null ? null : resourceOfKind(event, kind);
  const type = resource?.["prefect.state-type"];
  if (run === null || resource === null || type === undefined) return run;
  const state = {
    type,
    name: resource["prefect.state-name"],
    message: resource["prefect.state-message"],
    timestamp: parseInstant(resource["prefect.state-timestamp"] ?? ""),
  };
  const timestamp = state.timestamp === null ? null : new TemplateTime(state.timestamp);
  return { ...Object(run), state: { ...state, timestamp } };
}

export function eventValue(event: CommittedEvent): Context {
  const related = event.related.map((labels) => new ResourceValue(labels));
  const roles = related.toReversed().map((value) => [String(value.member("role")), value] as const);
  return {
    id: event.id,
    event: event.event,
    occurred: new TemplateTime(event.occurred),
    received: new TemplateTime(event.received),
    resource: new ResourceValue(event.resource),
    related,
    resource_in_role: Object.fromEntries(roles),
    payload: event.payload,
    follows: event.follows,
  };
}

function firingValue(firing: EventFiring): Context {
  return {
    id: firing.id,
    trigger: firing.trigger,
    trigger_states: ["Triggered"],
    triggered: new TemplateTime(firing.triggered),
    triggering_labels: firing.labels,
    triggering_event: firing.event === null ? null : eventValue(firing.event),
    triggering_value: null,
  };
}

const TIMES = /^(created|updated|timestamp|last_polled|(?:\w+_)?(?:start_time|end_time|scheduled_time))$/;

/** The object with its times as times, and those of its state. */
function withTimes(object: unknown): unknown {
  if (typeof object !== "object" || object === null) return object;
  return Object.fromEntries(
    Object.entries(object).map(([key, value]: [string, unknown]) => {
      if (key === "state") return [key, withTimes(value)];
      const at = TIMES.test(key) && typeof value === "string" ? parseInstant(value) : null;
      return [key, at === null ? value : new TemplateTime(at)];
    }),
  );
}
