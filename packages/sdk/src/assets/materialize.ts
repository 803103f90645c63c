import type { TaskFunction } from "../engine/task-definition.ts";
import { callingFile } from "../serve/flow-place.ts";
import { definedIn, type Made, makeTask, type Settled } from "../task.ts";
import type { TaskOptions } from "../task-options.ts";
import { type AssetLike, assetOf } from "./asset.ts";

export interface MaterializeOptions<A extends readonly unknown[] = readonly unknown[]> extends Omit<
  TaskOptions<A>,
  "materializes" | "materializedBy"
> {
  /** The tool that makes them: `dbt`. */
  readonly by?: string;
}

/**
 * Makes a task of a function that makes assets: `materialize(asset, fn)` or `materialize(asset, options, fn)`. Each of its
 * runs tells that they were made, or that it failed to, and what they were made from: the assets of the tasks whose results
 * and futures it is given, and `assetDeps`.
 *
 * ```ts
 * const trips = materialize("s3://bucket/trips.parquet", { retries: 3 }, async function trips(month: string) { … });
 * ```
 *
 * Throws as `task` does, and `TypeError` for keys that name no asset.
 */
export function materialize<A extends readonly unknown[], R>(
  assets: AssetLike | readonly AssetLike[],
  fn: (...args: A) => R,
): Made<A, R>;
export function materialize<A extends readonly unknown[], R>(
  assets: AssetLike | readonly AssetLike[],
  options: MaterializeOptions<Settled<A>>,
  fn: (...args: A) => R,
): Made<A, R>;
export function materialize(
  assets: AssetLike | readonly AssetLike[],
  first: MaterializeOptions | TaskFunction,
  second?: TaskFunction,
): Made<readonly unknown[], unknown> {
  const [{ by, ...options }, fn] = typeof first === "function" ? [{} as MaterializeOptions, first] : [first, second];
  if (typeof fn !== "function")
    throw new TypeError("materialize needs a function: materialize(asset, fn) or materialize(asset, options, fn)");
  const materializes = [assets].flat().map(assetOf);
  if (materializes.length === 0) throw new TypeError("materialize needs an asset: materialize(asset, fn)");
  const made = { ...options, materializes, ...(by === undefined ? {} : { materializedBy: by }) };
  return makeTask(definedIn(callingFile(), made, fn));
}
