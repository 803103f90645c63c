import { createConcurrencyLimit, filterConcurrencyLimits } from "@tutti/client/concurrency-limits";
import type { ApiClient } from "@tutti/client/http";
import { createVariable, filterVariables } from "@tutti/client/variables";
import { createWorkPool, filterWorkPools } from "@tutti/client/work-pools";
import { createWorkQueue, filterWorkQueues } from "@tutti/client/work-queues";
import { readPages } from "../runs/read-pages.ts";
import { copyAll, type Outcome } from "./copy-all.ts";

const ALL = Number.MAX_SAFE_INTEGER;

/** What stands by itself: variables, limits, pools and their queues. */
export async function copyPlainObjects(from: ApiClient, to: ApiClient): Promise<Outcome[]> {
  const variables = await readPages(ALL, (page) => filterVariables(from, page));
  const limits = await readPages(ALL, (page) => filterConcurrencyLimits(from, page));
  const pools = await readPages(ALL, (page) => filterWorkPools(from, page));
  const queues = await readPages(ALL, (page) => filterWorkQueues(from, page));
  const nameOf = ({ name }: { readonly name: string }) => name;
  return [
    await copyAll("variables", variables, nameOf, ({ name, value, tags }) => createVariable(to, { name, value, tags })),
    await copyAll(
      "concurrency limits",
      limits.filter(({ name }) => !name.startsWith("deployment:")),
      nameOf,
      ({ name, limit, active, slot_decay_per_second }) =>
        createConcurrencyLimit(to, { name, limit, active, slot_decay_per_second }),
    ),
    await copyAll("work pools", pools, nameOf, (pool) => {
      const { name, type, description, base_job_template, is_paused, concurrency_limit } = pool;
      return createWorkPool(to, { name, type, description, base_job_template, is_paused, concurrency_limit });
    }),
    await copyAll("work queues", queues, nameOf, (queue) => {
      const { name, description, is_paused, concurrency_limit, priority } = queue;
      return createWorkQueue(to, queue.work_pool_name ?? "", {
        name,
        description: description ?? "",
        is_paused,
        concurrency_limit,
        priority,
      });
    }),
  ];
}
