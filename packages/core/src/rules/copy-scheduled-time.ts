import { stateRule } from "../rule.ts";

/** A run that is handed out keeps the time it was scheduled for. */
export const copyScheduledTime = stateRule({
  from: ["SCHEDULED"],
  to: ["PENDING"],
  judge: ({ initial, proposed }) => {
    if (proposed.scheduledTime !== null) return null;
    return { kind: "amend", proposed: { ...proposed, scheduledTime: initial.scheduledTime } };
  },
});
