import { currentContext } from "../engine/run-context.ts";
import type { StepScope } from "../engine/step-scope.ts";
import { plainJson } from "../parameters.ts";
import { isRecord } from "../results/inline-json.ts";
import type { TaskOptions } from "../task-options.ts";
import { type AssetLike, assetOf } from "./asset.ts";

/** What a task run tells of the assets that it makes, by their keys. */
export type AssetMetadata = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

const told = new WeakMap<StepScope, Map<string, Record<string, unknown>>>();

/** From here on the task's code may tell of the assets that it makes; what an earlier attempt told is forgotten. */
export function beginMetadata(step: StepScope, { materializes }: TaskOptions): void {
  if (materializes !== undefined) told.set(step, new Map(materializes.map((asset) => [assetOf(asset).key, {}])));
}

/** What was told of them on the thread that the task's code is on. */
export function takeMetadata(step: StepScope, metadata: AssetMetadata): void {
  told.set(step, new Map(metadata));
}

export function metadataOf(step: StepScope): AssetMetadata | undefined {
  return told.get(step);
}

/**
 * Tells something of an asset in the task that makes it: it is the payload of the event that says it was made. What is told
 * twice is what was told last. Throws `TypeError` elsewhere than in the task, and for what it does not make.
 */
export function addAssetMetadata(asset: AssetLike, metadata: Readonly<Record<string, unknown>>): void {
  const { key } = assetOf(asset);
  const { step } = currentContext();
  const made = step === null ? undefined : told.get(step);
  const known = made?.get(key);
  if (known === undefined) throw new TypeError(`${key} is told of by the task that materializes it, and nowhere else`);
  const plain = plainJson(metadata);
  if (!isRecord(plain)) throw new TypeError('It is called like this: addAssetMetadata("s3://…", { rows: 3 })');
  made?.set(key, { ...known, ...plain });
}
