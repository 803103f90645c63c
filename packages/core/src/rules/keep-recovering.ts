import { flowRule } from "../flow-transition.ts";

/**
 * A crash is often told twice: by who saw the process end, and by who had started it. A run that is to be started again
 * has no process that could crash, so the second report changes nothing.
 */
export const keepRecovering = flowRule({
  name: "keep-recovering",
  from: ["SCHEDULED"],
  to: ["CRASHED"],
  judge: ({ initial }) =>
    initial.name === "Recovering"
      ? { kind: "reject", replacement: null, reason: "The run is about to be started again." }
      : null,
});
