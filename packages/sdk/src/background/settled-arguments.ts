import { AllowedFailure } from "../allow-failure.ts";
import { upstreamOf, withResults } from "../engine/call-inputs.ts";
import type { State } from "../state.ts";
import type { TaskFuture } from "../task-future.ts";

/** The arguments with the results of the futures among them. Rejects with what one of those failed with. */
export async function settledArguments(args: readonly unknown[]): Promise<readonly unknown[]> {
  const upstream = upstreamOf(args);
  if (upstream.length === 0) return args;
  const ended = new Map<TaskFuture<unknown>, State>();
  for (const item of upstream) {
    const future = item instanceof AllowedFailure ? item.future : item;
    const state = await future.state();
    if (!(item instanceof AllowedFailure)) state.result();
    ended.set(future, state);
  }
  return withResults(args, ended);
}
