import { secondsBetween } from "../instant.ts";
import { stateRule } from "../rule.ts";

/** A run does not start before its time; less than half a second early is in time. */
export const waitForScheduledTime = stateRule({
  from: ["SCHEDULED", "PENDING"],
  to: ["RUNNING"],
  judge: ({ initial }, { now }) => {
    if (initial.scheduledTime === null) return null;
    const delaySeconds = Math.round(secondsBetween(initial.scheduledTime, now));
    return delaySeconds > 0 ? { kind: "wait", delaySeconds, reason: "The run is scheduled for later." } : null;
  },
});
