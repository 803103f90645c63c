import type { StepCall } from "../engine/step-call.ts";
import type { Instant } from "@tutti/core/instant";
import { openStepCache } from "../caching/step-cache.ts";
import type { Connection } from "../connection.ts";
import { withResults } from "../engine/call-inputs.ts";
import type { State } from "../state.ts";
import { AllowedFailure } from "../allow-failure.ts";
import type { TaskFuture } from "../task-future.ts";

/**
 * What a step that is given back still has to do when its transaction commits: a crash may have come before its result was
 * kept under its cache key. `at` is when it ended, from which the key's time counts. Null where nothing is kept.
 */
export function keepOfReplayed(
  call: StepCall,
  connection: Connection,
  value: unknown,
  at: Instant,
): (() => Promise<void>) | null {
  const { cacheKey, cachePolicy } = call.task.options;
  if (call.context.transaction === undefined || (cacheKey === undefined && cachePolicy === undefined)) return null;
  return async () => {
    const cache = await openStepCache(call, withResults(call.args, await endsOf(call)), connection);
    await cache?.keepUnlessKept(value, at);
  };
}

async function endsOf({ upstream }: StepCall): Promise<ReadonlyMap<TaskFuture<unknown>, State>> {
  const ends = new Map<TaskFuture<unknown>, State>();
  for (const item of upstream) {
    const future = item instanceof AllowedFailure ? item.future : item;
    ends.set(future, await future.state());
  }
  return ends;
}
