import { stateRule, ANY_ORIGIN } from "../rule.ts";

/** Only a run that waits to be started is late, and it becomes so once. */
export const markLateOnce = stateRule({
  from: ANY_ORIGIN,
  to: ["SCHEDULED"],
  judge: ({ initial, proposed }) => {
    if (proposed.name !== "Late") return null;
    if (initial?.type !== "SCHEDULED") {
      return { kind: "reject", replacement: null, reason: "Only a scheduled run can be late." };
    }
    return initial.name === "Late"
      ? { kind: "reject", replacement: null, reason: "The run is marked late already." }
      : null;
  },
});
