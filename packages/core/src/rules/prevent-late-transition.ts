import { flowRule } from "../flow-transition.ts";
import { ANY_ORIGIN, ANY_TARGET } from "../rule.ts";

/**
 * A proposal that was held up on its way, and sent again over another one, may arrive when the run has long gone on from what
 * the two of them made. Whoever proposed it knows the run's newer states.
 */
export const preventLateTransition = flowRule({
  from: ANY_ORIGIN,
  to: ANY_TARGET,
  judge: ({ facts }) =>
    facts.wasMade
      ? { kind: "reject", replacement: null, reason: "The run made this transition earlier, and has gone on since." }
      : null,
});
