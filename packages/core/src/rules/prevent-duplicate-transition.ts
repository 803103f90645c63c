import { ANY_ORIGIN, ANY_TARGET, type StateRule } from "../rule.ts";

/** A proposal sent again, since its answer was lost, changes nothing the second time. */
export const preventDuplicateTransition: StateRule = {
  name: "prevent-duplicate-transition",
  from: ANY_ORIGIN,
  to: ANY_TARGET,
  judge: ({ initial, proposed }) => {
    if (proposed.transitionId === null || proposed.transitionId !== initial?.transitionId) return null;
    return { kind: "reject", replacement: null, reason: "The run has already made this transition." };
  },
};
