import type { StateType } from "@tutti/core/state-type";
import { instant, secondsBetween } from "@tutti/core/instant";
import { sql, type Kysely } from "kysely";
import type { Deps } from "../../deps.ts";
import type { Database } from "../tables.ts";

/** The states that a run leaves again: how many are in another is only ever more. */
export const OPEN_STATES = [
  "SCHEDULED",
  "PENDING",
  "RUNNING",
  "CANCELLING",
  "PAUSED",
] as const satisfies readonly StateType[];

export interface QueueFigures {
  readonly work_pool: string;
  readonly work_queue: string;
  /** Runs whose time has come and that nobody has taken. */
  readonly due: number;
  /** For how long the first of them has been due. */
  readonly lateness_seconds: number;
}

export interface OperatorFigures {
  /** Flow runs by their state's type. */
  readonly flow_runs: Readonly<Record<(typeof OPEN_STATES)[number], number>>;
  readonly late_flow_runs: number;
  readonly queues: readonly QueueFigures[];
}

/** What somebody who keeps a server watches: how many runs are under way, and how long the queues are. */
export async function operatorFigures(
  db: Kysely<Database>,
  deps: Deps,
  _params: Record<string, never>,
): Promise<OperatorFigures> {
  const [states, late, queues] = await Promise.all([
    db
      .selectFrom("flow_run")
      .select(({ fn }) => ["state_type", fn.countAll<number>().as("count")])
      .where("state_type", "in", OPEN_STATES)
      .groupBy("state_type")
      .execute(),
    db
      .selectFrom("flow_run")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("state_name", "=", "Late")
      .executeTakeFirstOrThrow(),
    queueFigures(db, deps),
  ]);
  const counts = new Map(states.map(({ state_type, count }) => [state_type, count]));
  const of = (state: StateType) => counts.get(state) ?? 0;
  return {
    flow_runs: {
      SCHEDULED: of("SCHEDULED"),
      PENDING: of("PENDING"),
      RUNNING: of("RUNNING"),
      CANCELLING: of("CANCELLING"),
      PAUSED: of("PAUSED"),
    },
    late_flow_runs: late.count,
    queues,
  };
}

/** Each queue's due runs, counted in the index that polls use. */
async function queueFigures(db: Kysely<Database>, deps: Deps): Promise<QueueFigures[]> {
  const now = deps.now();
  const due = (what: "count" | "first") =>
    sql<number | null>`(select ${what === "count" ? sql`count(*)` : sql`min(next_scheduled_start_time)`} from flow_run
      where flow_run.work_queue_id = work_queue.id and flow_run.state_type = 'SCHEDULED'
      and flow_run.next_scheduled_start_time <= ${now})`;
  const rows = await db
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .select(["work_pool.name as work_pool", "work_queue.name as work_queue"])
    .select([due("count").as("due"), due("first").as("first")])
    .execute();
  return rows.map(({ work_pool, work_queue, due, first }) => ({
    work_pool,
    work_queue,
    due: due ?? 0,
    lateness_seconds: first === null ? 0 : secondsBetween(now, instant(first)),
  }));
}
