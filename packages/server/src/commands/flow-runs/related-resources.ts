import { prepared } from "../../store/prepared.ts";
import type { WorkPoolTable, WorkQueueTable } from "../../store/tables/work-pool-tables.ts";
import type { Tx } from "../command.ts";

// Other objects that have a part in what an event tells.

export type Resource = Record<string, string>;

export function relatedResource(role: string, id: string, name?: string): Resource {
  return {
    "prefect.resource.id": id,
    "prefect.resource.role": role,
    ...(name === undefined ? {} : { "prefect.resource.name": name }),
  };
}

interface Infrastructure {
  readonly queue_id: WorkQueueTable["id"];
  readonly queue_name: WorkQueueTable["name"];
  readonly pool_id: WorkPoolTable["id"];
  readonly pool_name: WorkPoolTable["name"];
  readonly pool_type: WorkPoolTable["type"];
}

const queueById = prepared<{ id: string }, Infrastructure>((db, param) =>
  db
    .selectFrom("work_queue")
    .innerJoin("work_pool", "work_pool.id", "work_queue.work_pool_id")
    .select([
      "work_queue.id as queue_id",
      "work_queue.name as queue_name",
      "work_pool.id as pool_id",
      "work_pool.name as pool_name",
      "work_pool.type as pool_type",
    ])
    .where("work_queue.id", "=", param("id")),
);

/** The queue that work waits in, and its pool. */
export async function infrastructureResources(tx: Tx, workQueueId: string | null): Promise<Resource[]> {
  if (workQueueId === null) return [];
  const found = await queueById(tx, { id: workQueueId });
  return found.flatMap((row) => [
    relatedResource("work-queue", `prefect.work-queue.${row.queue_id}`, row.queue_name),
    {
      ...relatedResource("work-pool", `prefect.work-pool.${row.pool_id}`, row.pool_name),
      "prefect.work-pool.type": row.pool_type,
    },
  ]);
}
