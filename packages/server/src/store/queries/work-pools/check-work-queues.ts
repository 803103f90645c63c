import type { RunSelection, WorkQueue } from "@tutti/core/wire/work-queue";
import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import { fromJson } from "../../rows/json-column.ts";
import type { Database } from "../../tables.ts";
import { AGENT_SLOT_STATES } from "./active-slots.ts";
import { namedWorkQueues } from "./named-work-queues.ts";
import { workQueuesWithSlots } from "./work-queues-with-slots.ts";

/** Queues whose deprecated filter lets such a deployment's runs in, the oldest first; null when there is no such deployment. */
export async function checkWorkQueues(
  db: Kysely<Database>,
  _deps: Deps,
  { id }: { id: string },
): Promise<WorkQueue[] | null> {
  const deployment = await db.selectFrom("deployment").select("tags").where("id", "=", id).executeTakeFirst();
  if (deployment === undefined) return null;
  const tags = new Set(fromJson(deployment.tags));
  const queues = await namedWorkQueues(db).orderBy("work_queue.created").orderBy("work_queue.id").execute();
  const asking = queues.filter(({ filter }) => filter === null || asksFor(fromJson(filter), id, tags));
  return workQueuesWithSlots(db, asking, AGENT_SLOT_STATES);
}

/** A list that is missing or empty asks for everything. */
function asksFor({ tags, deployment_ids }: RunSelection, id: string, own: ReadonlySet<string>): boolean {
  const isNamed = (deployment_ids ?? []).length === 0 || deployment_ids?.includes(id) === true;
  return isNamed && (tags ?? []).every((tag) => own.has(tag));
}
