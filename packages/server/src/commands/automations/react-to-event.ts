import { countEvent } from "@tutti/core/automation/bucket";
import { endsSomewhere } from "@tutti/core/automation/firing-chain";
import { actsOnRuns, isNamed, isOwnDoing } from "@tutti/core/automation/own-doing";
import { bucketKey, covers, labelsOfKey } from "@tutti/core/automation/event-match";
import type { EventTrigger } from "@tutti/core/wire/trigger";
import type { Deps } from "../../deps.ts";
import type { CommittedEvent } from "../../store/rows/event-row.ts";
import type { Tx } from "../command.ts";
import { isConcernedWith, type WatchingAutomation } from "./automation-triggers.ts";
import { broughtAboutBy } from "./brought-about-by.ts";
import { fireTrigger } from "./fire-trigger.ts";
import { readBucket, writeBucket, type BucketPlace } from "./trigger-buckets.ts";

/** Lets every trigger that covers the event count it. */
export async function reactToEvent(
  tx: Tx,
  deps: Deps,
  automations: readonly WatchingAutomation[],
  event: CommittedEvent,
): Promise<void> {
  for (const watching of automations) {
    if (!isConcernedWith(watching, event)) continue;
    for (const trigger of watching.triggers) {
      if (!covers(trigger, event) || !endsSomewhere(trigger, event)) continue;
      if (await feedsItself(tx, watching, trigger, event)) continue;
      await count(tx, deps, watching, trigger, event);
    }
  }
}

/** Whether the automation would so go on by what it did itself (C3). Looked up for those alone that could. */
async function feedsItself(
  tx: Tx,
  { automation }: WatchingAutomation,
  trigger: EventTrigger,
  event: CommittedEvent,
): Promise<boolean> {
  if (isNamed(trigger, event.event) || !actsOnRuns(automation)) return false;
  return isOwnDoing(automation.id, await broughtAboutBy(tx, event));
}

async function count(
  tx: Tx,
  deps: Deps,
  { automation }: WatchingAutomation,
  trigger: EventTrigger,
  event: CommittedEvent,
): Promise<void> {
  const place = { automationId: automation.id, trigger, key: bucketKey(trigger, event) };
  const before = await readBucket(tx, place);
  const { bucket, firing } = countEvent(trigger, before, event);
  if (before !== null || bucket !== null) await writeBucket(tx, place, bucket);
  if (firing !== null) await fireEventTrigger(tx, deps, automation, place, firing.event);
}

/** Lets an event trigger fire for one of its keys. */
export async function fireEventTrigger(
  tx: Tx,
  deps: Deps,
  automation: WatchingAutomation["automation"],
  { trigger, key }: BucketPlace,
  event: CommittedEvent | null,
): Promise<void> {
  const labels = labelsOfKey(trigger, key);
  await fireTrigger(tx, deps, automation, {
    id: deps.newId(),
    trigger,
    triggered: deps.now(),
    labels,
    firings: [],
    event,
  });
}
