import { connect } from "../connection.ts";
import { currentContext } from "../engine/run-context.ts";
import { runtime } from "../runtime.ts";
import { acquireRateSlots } from "./acquire-slots.ts";
import { tellLimits } from "./limit-events.ts";
import { limitRequest, type WaitOptions } from "./limit-options.ts";

/**
 * Waits until the limits named allow another `slots` at their rate, which is their `slot decay per second`.
 *
 * ```ts
 * await rateLimit("calls-of-the-api");
 * ```
 *
 * Rejects with `slots_timeout`, `missing_limit` (`strict`), and with status 422 for a limit that has no rate.
 */
export async function rateLimit(names: string | readonly string[], options: WaitOptions = {}): Promise<void> {
  const request = limitRequest(names, options);
  if (request.names.length === 0) return;
  const context = currentContext();
  const { signal } = runtime;
  const connection = context.flowRun?.connection ?? (await connect());
  const limits = await acquireRateSlots(request, { connection, context, signal });
  await tellLimits("acquired", limits, request.slots, context, connection);
}
