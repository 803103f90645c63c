import { formatInstant, type Instant, parseInstant } from "@tutti/core/instant";
import type { StateType } from "@tutti/core/state-type";
import { eventWindow, sleepEnd, WAIT_STEPS } from "@tutti/core/waiting/wait-steps";
import type { WaitingFacts } from "@tutti/core/wire/dashboard-work";
import { type Kysely, sql, type SqlBool } from "kysely";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";

// What a run waits for without having ended its process is in its journal: nobody has to report it.

type Wait = WaitingFacts["waits"][number];

/** Some are enough to say why it waits. */
const MAX = 20;

/** In which a run does not go on by itself. */
const WAITING_STATES: readonly StateType[] = ["SCHEDULED", "PENDING", "PAUSED"];
/** Of task runs, without parameters, as their index has it. */
const IS_WAITING = sql<SqlBool>`task_run.state_type in (${sql.join(WAITING_STATES.map((type) => sql.lit(type)))})`;

/** The tasks of the run that wait for their next attempt. */
export async function awaitedRetries(db: Kysely<Database>, flowRunId: string): Promise<WaitingFacts["retries"]> {
  const rows = await db
    .selectFrom("task_run")
    .select(["id", "name", "next_scheduled_start_time as at"])
    .where("flow_run_id", "=", flowRunId)
    .where(IS_WAITING)
    .where("state_name", "=", "AwaitingRetry")
    .orderBy("next_scheduled_start_time")
    .orderBy("id")
    .limit(MAX)
    .execute();
  return rows.flatMap(({ id, name, at }) =>
    at === null ? [] : [{ task_run_id: id, task_name: name, at: formatInstant(at) }],
  );
}

/** What the run has begun to wait for and is not over; nothing while a step of it is under way, for then it goes on. */
export async function waitsInProcess(
  db: Kysely<Database>,
  flowRunId: string,
  now: Instant,
): Promise<Pick<WaitingFacts, "waits" | "subflows">> {
  const sleeps = await latestSteps(db, flowRunId, WAIT_STEPS.sleep);
  const events = await awaitedEvents(db, flowRunId);
  const waits = [...sleeps.map(sleepOf), ...events.map(eventOf)].flatMap((wait) =>
    wait !== null && isAhead(wait, now) ? [wait] : [],
  );
  const subflows = await waitingSubflows(db, flowRunId);
  const isWaiting = waits.length + subflows.length > 0 && !(await hasStepsUnderWay(db, flowRunId));
  return isWaiting ? { waits, subflows } : { waits: [], subflows: [] };
}

interface WaitStep {
  readonly dynamic_key: string;
  readonly data: unknown;
}

async function latestSteps(db: Kysely<Database>, flowRunId: string, taskKey: string): Promise<WaitStep[]> {
  const rows = await db
    .selectFrom("task_run")
    .innerJoin("task_run_state as state", "state.id", "task_run.state_id")
    .select(["task_run.dynamic_key", "state.data"])
    .where("task_run.flow_run_id", "=", flowRunId)
    .where("task_run.task_key", "=", taskKey)
    .where("task_run.state_type", "=", "COMPLETED")
    .orderBy("task_run.end_time", "desc")
    .limit(MAX)
    .execute();
  return rows.map(({ dynamic_key, data }) => ({ dynamic_key, data: data === null ? null : fromJson(data) }));
}

/** The waits for events that have not come. */
async function awaitedEvents(db: Kysely<Database>, flowRunId: string): Promise<WaitStep[]> {
  const steps = await latestSteps(db, flowRunId, WAIT_STEPS.event);
  if (steps.length === 0) return [];
  const keys = new Map(steps.map((step) => [`${WAIT_STEPS.event}/${step.dynamic_key}`, step]));
  const found = await db
    .selectFrom("task_run")
    .select("dynamic_key")
    .where("flow_run_id", "=", flowRunId)
    .where("task_key", "=", WAIT_STEPS.found)
    .where("dynamic_key", "in", [...keys.keys()])
    .execute();
  for (const { dynamic_key } of found) keys.delete(dynamic_key);
  return [...keys.values()];
}

function sleepOf({ data }: WaitStep): Wait | null {
  const end = sleepEnd.safeParse(data);
  return end.success ? { event: null, resource: null, until: end.data } : null;
}

function eventOf({ data }: WaitStep): Wait | null {
  const window = eventWindow.safeParse(data);
  if (!window.success) return null;
  const { event, resource, until } = window.data;
  return { event: event ?? "", resource: resource ?? null, until };
}

/** Whether it is not over. What else has a step of that name is none of ours. */
function isAhead({ until }: Wait, now: Instant): boolean {
  if (until === null) return true;
  const at = parseInstant(until);
  return at !== null && at > now;
}

/** The subflow runs that wait themselves, the first made first; each gives its state to the task run that stands for it. */
async function waitingSubflows(db: Kysely<Database>, flowRunId: string): Promise<WaitingFacts["subflows"]> {
  const rows = await db
    .selectFrom("task_run")
    .innerJoin("flow_run as subflow", "subflow.parent_task_run_id", "task_run.id")
    .select(["subflow.id as flow_run_id", "subflow.name", "subflow.state_name"])
    .where("task_run.flow_run_id", "=", flowRunId)
    .where(IS_WAITING)
    .where("subflow.state_type", "in", WAITING_STATES)
    .orderBy("subflow.created")
    .orderBy("subflow.id")
    .limit(MAX)
    .execute();
  return rows.map(({ state_name, ...subflow }) => ({ ...subflow, state_name: state_name ?? "" }));
}

/** Whether a step is under way that does not stand for a subflow which waits itself. */
async function hasStepsUnderWay(db: Kysely<Database>, flowRunId: string): Promise<boolean> {
  const row = await db
    .selectFrom("task_run")
    .leftJoin("flow_run as subflow", "subflow.parent_task_run_id", "task_run.id")
    .select("task_run.id")
    .where("task_run.flow_run_id", "=", flowRunId)
    .where("task_run.state_type", "in", ["PENDING", "RUNNING"])
    .where((where) =>
      where.or([where("subflow.id", "is", null), where("subflow.state_type", "not in", WAITING_STATES)]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
