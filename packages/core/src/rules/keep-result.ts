import { hasResult } from "../state-data.ts";
import { stateRule } from "../rule.ts";

/** A completed run's result is not lost to a second completion that has none. */
export const keepResult = stateRule({
  from: ["COMPLETED"],
  to: ["COMPLETED"],
  judge: ({ initial, proposed }) => {
    if (!hasResult(initial) || hasResult(proposed)) return null;
    const reason = "A completed run that has a result cannot be completed again without one.";
    return { kind: "reject", replacement: null, reason };
  },
});
