import { createWorkQueue, deleteWorkQueue, updateWorkQueue } from "@tutti/client/work-queues";
import { AGENT_WORK_POOL } from "@tutti/core/agent-work-pool";
import type { ApiClient } from "@tutti/client/http";
import { isNotFound } from "@tutti/client/response-error";
import { readWorkPool } from "@tutti/client/work-pools";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { madeOrTaken } from "../name-taken.ts";
import { oneLine } from "../plain-text.ts";
import { removeConfirmed } from "../remove-confirmed.ts";
import { findWorkPool } from "./find-work-pool.ts";
import { findWorkQueue } from "./find-work-queue.ts";

export async function makeWorkQueue(
  { output, connect }: CommandContext,
  name: string,
  options: {
    readonly pool: string | null;
    readonly limit: number | null;
    readonly priority: number | null;
    readonly output: string | null;
  },
): Promise<void> {
  const api = await connect();
  const pool = options.pool ?? AGENT_WORK_POOL;
  await poolFor(api, options.pool);
  const wanted = {
    name,
    concurrency_limit: options.limit,
    ...(options.priority === null ? {} : { priority: options.priority }),
  };
  const queue = await madeOrTaken(`a work queue ${name} in the pool ${pool}`, () => createWorkQueue(api, pool, wanted));
  if (options.output === "json") {
    output.json(queue);
    return;
  }
  output.facts([
    ["Work queue", oneLine(queue.name)],
    ["Work pool", oneLine(queue.work_pool_name ?? pool)],
    ["Priority", String(queue.priority)],
    ["Id", queue.id],
  ]);
  output.say(output.styleAside("dim", `  Serve it: tutti worker start --pool ${pool} --work-queue ${queue.name}`));
}

/** Without --pool the queue is the agents'; where they have no pool, one was forgotten. */
async function poolFor(api: ApiClient, pool: string | null): Promise<void> {
  if (pool !== null) {
    await findWorkPool(api, pool);
    return;
  }
  try {
    await readWorkPool(api, AGENT_WORK_POOL);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new TuttiError("invalid_usage", "Which work pool does it belong to? Give --pool <pool>.", { cause: error });
  }
}

/** Changes a queue, and says what became of it: `done` follows its name. */
export async function changeWorkQueue(
  { output, connect }: CommandContext,
  name: string,
  pool: string | null,
  changes: Parameters<typeof updateWorkQueue>[2],
  done: string,
): Promise<void> {
  const api = await connect();
  const queue = await findWorkQueue(api, name, pool);
  await updateWorkQueue(api, queue.id, changes);
  output.say(`The work queue ${oneLine(`${queue.work_pool_name ?? ""}/${queue.name}`)} ${done}`);
}

export async function removeWorkQueue(
  context: CommandContext,
  name: string,
  options: { readonly pool: string | null; readonly yes: boolean },
): Promise<ExitCode> {
  const api = await context.connect();
  const queue = await findWorkQueue(api, name, options.pool);
  const pool = queue.work_pool_name ?? "";
  if ((await readWorkPool(api, pool)).default_queue_id === queue.id) {
    throw new TuttiError("invalid_usage", `The queue ${queue.name} is the first of ${pool}, and stays as long as it.`);
  }
  const what = `the work queue ${oneLine(`${pool}/${queue.name}`)}`;
  return removeConfirmed(context, what, options.yes, () => deleteWorkQueue(api, pool, queue.name));
}
