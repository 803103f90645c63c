import type { LeaseHolder } from "@tutti/core/wire/concurrency-limit";
import { connect } from "../connection.ts";
import { currentContext, type RunContext } from "../engine/run-context.ts";
import { runtime } from "../runtime.ts";
import { acquireSlots } from "./acquire-slots.ts";
import type { Slots } from "./held-slots.ts";
import { type ConcurrencyOptions, leaseSecondsOf, limitRequest } from "./limit-options.ts";

type Names = string | readonly string[];
type Work<T> = (slots: Slots) => T | Promise<T>;

/**
 * Runs `work` while holding slots of the concurrency limits named, and gives what it gives. Limits are shared by everybody on
 * the server, in whichever language. The slots are given back when the work ends, however it does; when the process dies,
 * with the lease. Waits in order, and says for what.
 *
 * ```ts
 * const rows = await concurrency("database", { slots: 2 }, () => query());
 *
 * await using slots = await concurrency.acquire("database");
 * ```
 *
 * Rejects with `slots_timeout`, `missing_limit` (`strict`), `slots_lost` (`strict`), with status 422 when a limit has fewer
 * slots than asked for, and with what `work` throws.
 */
export function concurrency<T>(names: Names, work: Work<T>): Promise<T>;
export function concurrency<T>(names: Names, options: ConcurrencyOptions, work: Work<T>): Promise<T>;
export async function concurrency<T>(names: Names, first: ConcurrencyOptions | Work<T>, second?: Work<T>): Promise<T> {
  const [options, work] = typeof first === "function" ? [{}, first] : [first, second];
  if (typeof work !== "function") throw new TypeError("concurrency needs a function: concurrency(names, options, fn)");
  const slots = await acquire(names, options);
  try {
    const { strict = false, raiseOnLeaseRenewalFailure = strict } = options;
    return await (raiseOnLeaseRenewalFailure ? unlessLost(slots, work) : work(slots));
  } finally {
    await slots.release();
  }
}

concurrency.acquire = acquire;

/** Waits for the slots; whoever calls it gives them back, by `await using` or `release()`. */
async function acquire(names: Names, options: ConcurrencyOptions = {}): Promise<Slots> {
  const request = limitRequest(names, options);
  const leaseSeconds = leaseSecondsOf(options);
  if (request.names.length === 0) return NO_SLOTS;
  const context = currentContext();
  const { signal } = runtime;
  const connection = context.flowRun?.connection ?? (await connect());
  return (await acquireSlots(request, leaseSeconds, holderOf(context), { connection, context, signal })) ?? NO_SLOTS;
}

function holderOf({ step, flowRun }: RunContext): LeaseHolder | null {
  if (step !== null) return { type: "task_run", id: step.run.id };
  return flowRun === null ? null : { type: "flow_run", id: flowRun.fields.id };
}

async function unlessLost<T>(slots: Slots, work: Work<T>): Promise<T> {
  const lost = Promise.withResolvers<never>();
  slots.signal.addEventListener("abort", () => lost.reject(slots.signal.reason), { once: true });
  return Promise.race([work(slots), lost.promise]);
}

const NO_SLOTS: Slots = {
  names: [],
  signal: new AbortController().signal,
  release: () => Promise.resolve(),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};
