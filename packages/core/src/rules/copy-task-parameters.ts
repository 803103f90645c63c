import { stateRule } from "../rule.ts";

/** A deferred task keeps the name of its parameters until it runs. */
export const copyTaskParameters = stateRule({
  from: ["SCHEDULED", "PENDING"],
  to: ["PENDING", "RUNNING"],
  judge: ({ initial, proposed }) => {
    const { taskParametersId } = initial;
    if (taskParametersId === null || proposed.taskParametersId !== null) return null;
    return { kind: "amend", proposed: { ...proposed, taskParametersId } };
  },
});
