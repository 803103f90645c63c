import { inspect } from "node:util";
import type { Connection } from "../connection.ts";
import { asError, errorTitle } from "../results/failure.ts";
import type { ResultMetadata } from "../results/result-file.ts";
import { now } from "./clock.ts";
import { resultOptionsOf } from "./result-options-of.ts";
import type { StepCall } from "./step-call.ts";

interface CachedResult {
  readonly data: ResultMetadata;
  readonly value: unknown;
}

/** The key by which the call shares its result; null when it shares none. Throws `TypeError` for what is no text. */
export function cacheKeyOf(call: StepCall, args: readonly unknown[]): string | null {
  const { cacheKey } = call.task.options;
  const key: unknown = typeof cacheKey === "function" ? cacheKey(...args) : cacheKey;
  if (key === undefined || key === null || typeof key === "string") return key ?? null;
  throw new TypeError(`cacheKey gave ${inspect(key, { depth: 0 })}, not a text`);
}

/** The result kept for the key, or null. One that cannot be read is as good as none: the task is run and replaces it. */
export async function findCached(
  call: StepCall,
  { results }: Connection,
  cacheKey: string,
): Promise<CachedResult | null> {
  const { task, step } = call;
  if (task.options.refreshCache === true) return null;
  try {
    const found = await results.findCached(cacheKey, now(), resultOptionsOf(call));
    return found === null ? null : { data: found.metadata, value: found.value() };
  } catch (error) {
    step.logger.warn(`The cached result cannot be used: ${errorTitle(asError(error))}`);
    return null;
  }
}
