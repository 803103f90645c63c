import { STATE_TYPES } from "../state-type.ts";
import { stateRule } from "../rule.ts";

/** A run that is being cancelled ends as cancelled. */
export const finishCancelling = stateRule({
  from: ["CANCELLING"],
  to: STATE_TYPES.filter((type) => type !== "CANCELLED"),
  judge: () => ({
    kind: "reject",
    replacement: null,
    reason: "The run is being cancelled and can only become Cancelled.",
  }),
});
