import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { TAG_PREFIX, takenLimitFromRow } from "../../store/rows/concurrency-limit-row.ts";
import type { Outcome, Tx } from "../command.ts";
import { lockLimitsByName } from "./lock-limits.ts";
import { areFree, countsAt, leaseOfEach } from "./slot-leases.ts";
import { endWait, noteWait } from "./slot-waits.ts";
import { TAG_RETRY_AFTER_SECONDS, type TagSlotsAnswer } from "./tag-slots-answer.ts";
import { tagLimitNames } from "./tag-slots.ts";

/** Takes a slot of the limit of each of these tags, or of none, until the task run gives them back. */
export async function takeSlotsOfTags(
  tx: Tx,
  deps: Deps,
  { tags, taskRunId }: { tags: readonly string[]; taskRunId: string },
): Promise<Outcome<TagSlotsAnswer>> {
  const now = await sharedNow(tx, deps);
  const found = await lockLimitsByName(tx, tagLimitNames(tags));
  const limits = tags.flatMap((tag) => found.filter(({ name, active }) => active === 1 && name === TAG_PREFIX + tag));
  const ofEach = [...new Set(limits)];
  const closed = found.find((row) => row.slot_limit === 0);
  if (closed !== undefined) return { result: { kind: "closed", tag: tagOf(closed) } };
  const full = ofEach.find((row) => !areFree(countsAt([row], now), 1));
  const holder = { type: "task_run", id: taskRunId } as const;
  if (full !== undefined) {
    const told = await noteWait(tx, now, [full], { holder, slots: 1, retryAfterSeconds: TAG_RETRY_AFTER_SECONDS });
    return { result: { kind: "full", tag: tagOf(full) }, changes: () => told };
  }
  const result: TagSlotsAnswer = {
    kind: "taken",
    limits: ofEach.map((row) => ({ ...takenLimitFromRow(row), name: tagOf(row) })),
  };
  if (ofEach.length === 0) return { result };
  await leaseOfEach(tx, now, ofEach, 1, { id: deps.newId(), expiresAt: null, holder });
  const told = await endWait(tx, ofEach, holder);
  return { result, changes: () => told };
}

function tagOf({ name }: { name: string }): string {
  return name.slice(TAG_PREFIX.length);
}
