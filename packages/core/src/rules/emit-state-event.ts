import type { FlowConsequence } from "../flow-transition.ts";

/** Every saved state is told as an event. */
export const emitStateEvent: FlowConsequence = {
  follow: () => [{ kind: "emit-event" }],
};
