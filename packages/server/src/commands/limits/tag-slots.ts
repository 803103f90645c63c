import { countAt, freeSlots } from "@tutti/core/slot-count";
import type { TagLimit } from "@tutti/core/task-transition";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { slotCountOf, TAG_PREFIX } from "../../store/rows/concurrency-limit-row.ts";
import type { Tx } from "../command.ts";
import { lockLimitsByName } from "./lock-limits.ts";
import { endLeases, leaseOfEach, leasesOfHolder } from "./slot-leases.ts";

// The slots a task run holds of the limits of its tags, where the server takes them for it. Its lease has no end: what
// ends it is the task run's next state, or its deletion.

export function tagLimitNames(tags: readonly string[]): string[] {
  return tags.map((tag) => TAG_PREFIX + tag);
}

/** The limits of these tags that count, locked until the commit. */
export async function tagLimits(tx: Tx, deps: Deps, tags: readonly string[]): Promise<TagLimit[]> {
  const rows = await lockLimitsByName(tx, tagLimitNames(tags));
  if (rows.length === 0) return [];
  const now = await sharedNow(tx, deps);
  return rows
    .filter((row) => row.active === 1)
    .map((row) => ({
      tag: row.name.slice(TAG_PREFIX.length),
      limit: row.slot_limit,
      freeSlots: freeSlots(countAt(slotCountOf(row), now)),
      waitSecondsMax: deps.slotWaits.tagSecondsMax,
    }));
}

/** Takes a slot of each of these tags' limits, which were found free. */
export async function takeTagSlots(tx: Tx, deps: Deps, taskRunId: string, tags: readonly string[]): Promise<void> {
  const limits = await lockLimitsByName(tx, tagLimitNames(tags));
  const holder = { type: "task_run", id: taskRunId } as const;
  await leaseOfEach(tx, await sharedNow(tx, deps), limits, 1, { id: deps.newId(), expiresAt: null, holder });
}

/** Gives back what the task run holds of limits of tags, whoever took it. */
export async function releaseTagSlots(tx: Tx, deps: Deps, taskRunId: string): Promise<void> {
  const leases = await leasesOfHolder(tx, { type: "task_run", id: taskRunId }, null);
  if (leases.length > 0) await endLeases(tx, await sharedNow(tx, deps), leases);
}
