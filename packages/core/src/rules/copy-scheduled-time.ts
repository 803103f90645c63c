import type { StateRule } from "../rule.ts";

/** A run that is handed out keeps the time it was scheduled for. */
export const copyScheduledTime: StateRule = {
  name: "copy-scheduled-time",
  from: ["SCHEDULED"],
  to: ["PENDING"],
  judge: ({ initial, proposed }) => {
    if (initial?.type !== "SCHEDULED" || proposed.type !== "PENDING" || proposed.scheduledTime !== null) return null;
    return { kind: "amend", proposed: { ...proposed, scheduledTime: initial.scheduledTime } };
  },
};
