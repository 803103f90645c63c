import { flowRule } from "../flow-transition.ts";
import { inPlaceOf } from "../replacement.ts";
import { cancelledState } from "../run-state.ts";

/** A late run that could not get a slot, of a deployment that cancels what is too much, is cancelled while it waits. */
export const cancelLateCollision = flowRule({
  from: ["SCHEDULED"],
  to: ["SCHEDULED"],
  judge: ({ proposed, facts }) => {
    if (facts.deployment.kind !== "found" || facts.deployment.concurrency === null) return null;
    const { collisionStrategy, freeSlots } = facts.deployment.concurrency;
    if (proposed.name !== "Late" || collisionStrategy !== "CANCEL_NEW" || freeSlots > 0) return null;
    const reason = "The deployment's concurrency limit is reached.";
    return { kind: "reject", replacement: cancelledState({ ...inPlaceOf(proposed), message: reason }), reason };
  },
});
