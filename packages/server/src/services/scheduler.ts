import { addSeconds, type Instant } from "@tutti/core/instant";
import type { Ahead } from "../commands/schedules/schedule-deployments.ts";
import type { Service, ServiceContext } from "./loop.ts";

/** How many deployments are one command, for which others wait. */
const COMMAND_BATCH = 20;

interface Settings extends Ahead {
  readonly batchSize: number;
}

/** Makes runs ahead for deployments whose schedules have too few. */
export function scheduler(settings: Settings): Service {
  return {
    name: "scheduler",
    everyMs: 60_000,
    async tick(context) {
      await scheduleAll(context, settings, null);
      return false;
    },
  };
}

/** Makes runs ahead for deployments that were just changed, so that nobody waits a minute for them. */
export function recentDeployments(settings: Settings & { readonly recentLoopSeconds: number }): Service {
  return {
    name: "recent-deployments",
    everyMs: settings.recentLoopSeconds * 1000,
    async tick(context) {
      // A second more than the pause, for what was committed while the last round was under way.
      await scheduleAll(context, settings, addSeconds(context.deps.now(), -settings.recentLoopSeconds - 1));
      return false;
    },
  };
}

async function scheduleAll({ store }: ServiceContext, settings: Settings, changedSince: Instant | null): Promise<void> {
  const { minRuns, maxRuns, minSeconds, maxSeconds, batchSize: limit } = settings;
  const ahead = { minRuns, maxRuns, minSeconds, maxSeconds };
  let after = "";
  for (;;) {
    const ids = await store.command("listDeploymentsToSchedule", { after, limit, changedSince, ahead });
    for (let at = 0; at < ids.length; at += COMMAND_BATCH) {
      await store.command("scheduleDeployments", { ids: ids.slice(at, at + COMMAND_BATCH), ahead });
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < limit) return;
    after = last;
  }
}
