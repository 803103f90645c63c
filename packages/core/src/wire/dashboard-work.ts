import { z } from "zod";
import { boundedCount, nextMark, runMark } from "./dashboard.ts";
import { deployment } from "./deployment.ts";
import { deploymentFilter, workPoolFilter } from "./infrastructure-filter.ts";
import { flowFilter } from "./flow-filter.ts";
import { dateTime, integerBetween, orDefault, uuid } from "./primitives.ts";
import { workPool } from "./work-pool.ts";

// What the dashboard says of deployments, work pools and what runs wait for: one call per page, under `/api/tutti`.

/** A deployment as one row of a list: what is long in it, its own page reads. */
export const deploymentRow = deployment
  .pick({
    id: true,
    name: true,
    flow_id: true,
    tags: true,
    created: true,
    paused: true,
    status: true,
    schedules: true,
    work_pool_name: true,
    work_queue_name: true,
  })
  .extend({
    flow_name: z.string(),
    /** The newest run that has started, or null. */
    last_run: runMark.nullable(),
    /** The latest 25 runs that have started or should have, newest first. */
    recent_runs: z.array(runMark),
    /** The first run that is yet to come. */
    next_run: nextMark.nullable(),
  });
export type DeploymentRow = z.infer<typeof deploymentRow>;

export const deploymentsPageSort = z.enum(["NAME_ASC", "NAME_DESC", "CREATED_DESC", "LAST_RUN_DESC"]);
export type DeploymentsPageSort = z.infer<typeof deploymentsPageSort>;

/** `POST /api/tutti/deployments/page`. `search` looks at the names of the deployment and of its flow. */
export const deploymentsPageBody = z.strictObject({
  search: orDefault(z.string().max(200), null),
  flows: orDefault(flowFilter, null),
  deployments: orDefault(deploymentFilter, null),
  work_pools: orDefault(workPoolFilter, null),
  sort: orDefault(deploymentsPageSort, "NAME_ASC" as const),
  limit: orDefault(integerBetween(1, 100), 50),
  cursor: orDefault(z.string().max(2000), null),
});
export type DeploymentsPageBody = z.output<typeof deploymentsPageBody>;

export const deploymentsPage = z.object({
  results: z.array(deploymentRow),
  next_cursor: z.string().nullable(),
  /** Counted for the first page only. */
  total: boundedCount.nullable(),
});
export type DeploymentsPage = z.infer<typeof deploymentsPage>;

/** A work pool as one row of a list, with what goes on in it. */
export const workPoolRow = workPool.omit({ base_job_template: true, storage_configuration: true }).extend({
  workers_online: z.int(),
  /** All that were ever heard of and not deleted. */
  workers: z.int(),
  last_heartbeat_time: dateTime.nullable(),
  running: z.int(),
  pending: z.int(),
  /** Runs that are due and that nobody has taken. */
  due: z.int(),
  /** Since when the first of them is due. */
  due_since: dateTime.nullable(),
  queues: z.int(),
  /** Runs that ended within the last 24 hours, and those of them that completed; looked for among the latest 20,000 of all runs. */
  ended: z.int(),
  completed: z.int(),
});
export type WorkPoolRow = z.infer<typeof workPoolRow>;

/** `GET /api/tutti/work-pools`: by name, at most 200. */
export const workPoolRows = z.array(workPoolRow);

/** How much may be under way, and how much is. */
const use = { concurrency_limit: z.int().nullable(), active_slots: z.int().nullable() };

/** `GET /api/tutti/flow-runs/{id}/waiting`: what a run may be waiting for. Null where it has no such thing. */
export const waitingFacts = z.object({
  deployment: z.object({ id: uuid, name: z.string(), paused: z.boolean(), ...use }).nullable(),
  work_pool: z
    .object({
      name: z.string(),
      type: z.string(),
      is_paused: z.boolean(),
      ...use,
      workers_online: z.int(),
      last_heartbeat_time: dateTime.nullable(),
    })
    .nullable(),
  work_queue: z
    .object({ name: z.string(), is_paused: z.boolean(), ...use, last_polled: dateTime.nullable() })
    .nullable(),
  /** Concurrency limits whose slots the run or a task of it asked for in vain, the longest waiting first; at most 20. */
  limits: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      limit: z.int(),
      active_slots: z.int(),
      /** The task that asked; null where the run itself did. */
      task_run_id: uuid.nullable(),
      task_name: z.string().nullable(),
      /** So many were asked for. */
      slots: z.int(),
      since: dateTime,
    }),
  ),
  /** Events that the server watches for, so that the run goes on; of each the id of what it is to happen to, when that is told. */
  events: z.array(z.object({ event: z.string(), resource: z.string().nullable() })),
  /** Tasks whose next attempt is yet to come, the first ones; at most 20. */
  retries: z.array(z.object({ task_run_id: uuid, task_name: z.string(), at: dateTime })),
  /** What the run waits for in its own process, none where a step of it is under way: sleeps have no event; null is for ever. */
  waits: z.array(
    z.object({ event: z.string().nullable(), resource: z.string().nullable(), until: dateTime.nullable() }),
  ),
  /** Its subflow runs that wait themselves, the first made first, at most 20; none where a step of the run is under way. */
  subflows: z.array(z.object({ flow_run_id: uuid, name: z.string(), state_name: z.string() })),
  /** Whether the pool that the run waits in was deleted. */
  is_pool_gone: z.boolean(),
});
export type WaitingFacts = z.infer<typeof waitingFacts>;
