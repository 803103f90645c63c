import { addSeconds, type Instant } from "@tutti/core/instant";
import { eachApart } from "./each-apart.ts";
import type { Service, ServiceContext } from "./loop.ts";

const BATCH = 100;
/** What a server that was away may have missed. */
const FIRST_LOOK_BACK_SECONDS = 24 * 3600;
/** A cancelled run's last reports may come late. */
const LOOK_BACK_SECONDS = 300;

/** Ends what cancelled runs left behind, and runs that are being cancelled for too long. */
export function cancellationCleanup({ cancellingTimeoutSeconds }: { cancellingTimeoutSeconds: number }): Service {
  let since: Instant | null = null;
  return {
    name: "cancellation-cleanup",
    everyMs: 20_000,
    async tick(context) {
      const now = context.deps.now();
      const hasStuck = await endStuck(context, addSeconds(now, -cancellingTimeoutSeconds));
      const hasLeft = await cancelLeft(context, since ?? addSeconds(now, -FIRST_LOOK_BACK_SECONDS));
      if (!hasLeft) since = addSeconds(now, -LOOK_BACK_SECONDS);
      return hasStuck || hasLeft;
    },
  };
}

async function endStuck(context: ServiceContext, before: Instant): Promise<boolean> {
  const { store } = context;
  const ids = await store.command("listStuckCancelling", { before, limit: BATCH });
  const isGood = await eachApart(context, ids, (id) => store.command("endStuckCancelling", { id, before }));
  return isGood && ids.length === BATCH;
}

async function cancelLeft(context: ServiceContext, since: Instant): Promise<boolean> {
  const { store } = context;
  const ids = await store.command("listCancelledWithUnfinished", { since, limit: BATCH });
  const isGood = await eachApart(context, ids, (id) => store.command("cancelUnfinished", { id }));
  return isGood && ids.length === BATCH;
}
