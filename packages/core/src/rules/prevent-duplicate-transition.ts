import { stateRule, ANY_ORIGIN, ANY_TARGET } from "../rule.ts";

/** A proposal sent again, since its answer was lost, changes nothing the second time. */
export const preventDuplicateTransition = stateRule({
  from: ANY_ORIGIN,
  to: ANY_TARGET,
  judge: ({ initial, proposed }) => {
    if (proposed.transitionId === null || proposed.transitionId !== initial?.transitionId) return null;
    return { kind: "reject", replacement: null, reason: "The run has already made this transition." };
  },
});
