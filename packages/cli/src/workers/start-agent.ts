import { filterPoolQueues } from "@tutti/client/work-queues";
import { AGENT_WORK_POOL } from "@tutti/core/agent-work-pool";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { startWorker, type WorkerFlags } from "./start-worker.ts";

export type AgentFlags = Pick<WorkerFlags, "pool" | "queues" | "limit" | "prefetchSeconds" | "runOnce"> & {
  readonly prefix: readonly string[];
};

/** Serves a pool as an agent of Prefect 2 did: queues may be named without a pool, or by how their names begin. */
export async function startAgent(context: CommandContext, flags: AgentFlags): Promise<ExitCode> {
  const pool = flags.pool ?? AGENT_WORK_POOL;
  const matching = flags.prefix.length === 0 ? [] : await queuesBeginning(context, pool, flags.prefix);
  return startWorker(context, {
    ...flags,
    pool,
    queues: [...flags.queues, ...matching],
    name: null,
    type: null,
    withHealthcheck: false,
    installPolicy: null,
    baseJobTemplate: null,
    createPool: null,
  });
}

async function queuesBeginning(context: CommandContext, pool: string, prefixes: readonly string[]): Promise<string[]> {
  const queues = await filterPoolQueues(await context.connect(), pool, {});
  const matching = queues.map(({ name }) => name).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  if (matching.length > 0) return matching;
  throw new TuttiError("invalid_usage", `No queue of the work pool ${pool} begins with ${prefixes.join(" or ")}.`);
}
