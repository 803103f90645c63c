import { secondsBetween } from "../instant.ts";
import type { StateRule } from "../rule.ts";

/** A run does not start before its time; less than half a second early is in time. */
export const waitForScheduledTime: StateRule = {
  name: "wait-for-scheduled-time",
  from: ["SCHEDULED", "PENDING"],
  to: ["RUNNING"],
  judge: ({ initial }, { now }) => {
    const scheduledTime = initial?.type === "SCHEDULED" || initial?.type === "PENDING" ? initial.scheduledTime : null;
    if (scheduledTime === null) return null;
    const delaySeconds = Math.round(secondsBetween(scheduledTime, now));
    return delaySeconds > 0 ? { kind: "wait", delaySeconds, reason: "The run is scheduled for later." } : null;
  },
};
