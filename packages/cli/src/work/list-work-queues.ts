import { filterPoolQueues, filterWorkQueues } from "@tutti/client/work-queues";
import type { WorkQueue } from "@tutti/core/wire/work-queue";
import type { CommandContext } from "../context.ts";
import { printRows } from "../list-rows.ts";
import { oneLine } from "../plain-text.ts";
import { readPages } from "../runs/read-pages.ts";
import { findWorkPool } from "./find-work-pool.ts";
import { queueColumns } from "./queue-columns.ts";

export async function listWorkQueues(
  { output, connect }: CommandContext,
  options: { readonly match: string | null; readonly pool: string | null; readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const { match } = options;
  const pool = options.pool === null ? null : (await findWorkPool(api, options.pool)).name;
  const filter = match === null ? {} : { work_queues: { name: { startswith_: [match] } } };
  const queues = await readPages(Number.MAX_SAFE_INTEGER, (page) =>
    pool === null ? filterWorkQueues(api, { ...filter, ...page }) : filterPoolQueues(api, pool, { ...filter, ...page }),
  );
  printRows(
    pool === null ? queues.toSorted(byPool) : queues,
    { output, format: options.output },
    [
      { header: "POOL", cell: ({ work_pool_name }) => oneLine(work_pool_name ?? ""), shrinks: true },
      ...queueColumns(output, Date.now()),
      { header: "ID", cell: ({ id }) => output.style("dim", id), shrinks: "first" },
    ],
    match === null ? "No work queues yet. They come with a pool: tutti work-pool create <name>" : "No work queues fit.",
  );
}

function byPool(a: WorkQueue, b: WorkQueue): number {
  const [left, right] = [a, b].map(({ work_pool_name, name }) => `${work_pool_name ?? ""}/${name}`);
  return (left ?? "") < (right ?? "") ? -1 : 1;
}
