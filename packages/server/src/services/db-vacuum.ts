import { addSeconds, type Instant } from "@tutti/core/instant";
import type { Vacuumed } from "@tutti/core/settings/setting-kinds";
import { eachApart } from "./each-apart.ts";
import type { Service, ServiceContext } from "./loop.ts";

interface Retention {
  readonly kinds: readonly Vacuumed[];
  readonly batchSize: number;
  /** How long ended flow runs are kept. */
  readonly retentionSeconds: number;
  readonly logRetentionSeconds: number;
  readonly eventRetentionSeconds: number;
  readonly eventRetentionOverrides: Readonly<Record<string, number>>;
}

/** Deletes the oldest of something; answers whether there was more than fits one batch. */
type Sweep = (context: ServiceContext) => Promise<boolean>;

/** How many flow runs are deleted side by side; each is deleted a batch of its rows at a time. */
const RUNS_AT_ONCE = 10;

/**
 * Deletes what is older than it is to be kept. What is old is looked for by readers, and deleted in small transactions,
 * between which everybody else writes.
 */
export function dbVacuum(retention: Retention): Service {
  const sweeps = sweepsOf(retention);
  return {
    name: "db-vacuum",
    everyMs: 3_600_000,
    async tick(context) {
      let hasMore = false;
      for (const sweep of sweeps) hasMore = (await sweep(context)) || hasMore;
      return hasMore;
    },
  };
}

function sweepsOf(retention: Retention): Sweep[] {
  const { kinds, batchSize: limit, retentionSeconds, logRetentionSeconds, eventRetentionSeconds } = retention;
  const sooner = Object.entries(retention.eventRetentionOverrides).filter(([, kept]) => kept < eventRetentionSeconds);
  const events = [[null, eventRetentionSeconds] as const, ...sooner].map(
    ([event, kept]): Sweep =>
      async ({ store, deps }) => {
        const ids = await store.command("listExpiredEvents", { before: ago(deps.now(), kept), limit, event });
        if (ids.length > 0) await store.command("deleteExpired", { table: "event", ids });
        return ids.length === limit;
      },
  );
  const logs: Sweep = async ({ store, deps }) => {
    const ids = await store.command("listExpiredLogs", { before: ago(deps.now(), logRetentionSeconds), limit });
    if (ids.length > 0) await store.command("deleteExpired", { table: "log", ids });
    return ids.length === limit;
  };
  const flowRuns: Sweep = (context) => deleteFlowRuns(context, ago(context.deps.now(), retentionSeconds), limit);
  const all: Record<Vacuumed, Sweep[]> = { events, logs: [logs], flow_runs: [flowRuns] };
  return kinds.flatMap((kind) => all[kind]);
}

async function deleteFlowRuns(context: ServiceContext, before: Instant, limit: number): Promise<boolean> {
  const { store } = context;
  const ids = await store.command("listExpiredFlowRuns", { before, limit: RUNS_AT_ONCE });
  const isGood = await eachApart(context, ids, async (id) => {
    while (!(await store.command("deleteExpiredFlowRun", { id, before, limit })));
  });
  return isGood && ids.length === RUNS_AT_ONCE;
}

function ago(now: Instant, seconds: number): Instant {
  return addSeconds(now, -seconds);
}
