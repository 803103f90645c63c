import type { ApiClient } from "@tutti/client/http";
import { filterWorkQueues, readWorkQueue } from "@tutti/client/work-queues";
import { TuttiError } from "@tutti/core/errors";
import type { WorkQueue } from "@tutti/core/wire/work-queue";
import { readNamed, unknownName } from "../not-found.ts";
import { oneLine } from "../plain-text.ts";
import { readPages } from "../runs/read-pages.ts";
import { findWorkPool } from "./find-work-pool.ts";

/**
 * The queue that a person means: by its name in the pool that --pool names, else by id or by a name that only one pool has.
 * Throws `not_found` and `ambiguous_name`.
 */
export async function findWorkQueue(api: ApiClient, reference: string, pool: string | null): Promise<WorkQueue> {
  if (pool !== null) return queueOfPool(api, reference, pool);
  const queues = await allQueues(api);
  const fitting = queues.filter(({ id, name }) => name === reference || id === reference.toLowerCase());
  const [first] = fitting;
  if (first === undefined) {
    throw unknownName(
      "work queue",
      reference,
      queues.map(({ name }) => name),
    );
  }
  if (fitting.length === 1) return first;
  const pools = fitting.map(({ work_pool_name }) => `\n    ${oneLine(work_pool_name ?? "")}`);
  throw new TuttiError(
    "ambiguous_name",
    `queues ${oneLine(reference)}; say which with --pool:${pools.sort().join("")}`,
  );
}

async function queueOfPool(api: ApiClient, name: string, pool: string): Promise<WorkQueue> {
  await findWorkPool(api, pool);
  return readNamed({
    kind: `work queue of ${pool}`,
    name,
    read: () => readWorkQueue(api, pool, name),
    names: async () =>
      (await allQueues(api)).filter((queue) => queue.work_pool_name === pool).map((queue) => queue.name),
  });
}

function allQueues(api: ApiClient): Promise<WorkQueue[]> {
  return readPages(Number.MAX_SAFE_INTEGER, (page) => filterWorkQueues(api, page));
}
