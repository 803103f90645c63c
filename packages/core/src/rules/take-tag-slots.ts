import { TERMINAL_STATE_TYPES } from "../state-type.ts";
import { taskRule } from "../task-transition.ts";

/** No more tasks of a tag run at once than its limit allows. A task takes the slots of all its tags, or none. */
export const takeTagSlots = taskRule({
  from: [null, "SCHEDULED", "PENDING", "PAUSED", ...TERMINAL_STATE_TYPES],
  to: ["RUNNING"],
  judge: ({ facts: { tagLimits } }, { random }) => {
    if (tagLimits.length === 0) return null;
    const closed = tagLimits.find(({ limit }) => limit === 0);
    if (closed !== undefined) {
      return {
        kind: "abort",
        reason: `The concurrency limit of the tag "${closed.tag}" is 0: the task can never run.`,
      };
    }
    const full = tagLimits.find(({ freeSlots }) => freeSlots <= 0);
    if (full !== undefined) {
      // Spread, so that those who wait do not all ask again at once.
      const delaySeconds = 1 + Math.floor(random() * full.waitSecondsMax);
      return { kind: "wait", delaySeconds, reason: `The concurrency limit of the tag "${full.tag}" is reached.` };
    }
    return { kind: "amend", effects: [{ kind: "take-tag-slots", tags: tagLimits.map(({ tag }) => tag) }] };
  },
});
