import type { StateRule } from "../rule.ts";

/** A deferred task keeps the name of its parameters until it runs. */
export const copyTaskParameters: StateRule = {
  name: "copy-task-parameters",
  from: ["SCHEDULED", "PENDING"],
  to: ["PENDING", "RUNNING"],
  judge: ({ initial, proposed }) => {
    if (initial?.type !== "SCHEDULED" && initial?.type !== "PENDING") return null;
    if (proposed.type !== "PENDING" && proposed.type !== "RUNNING") return null;
    const { taskParametersId } = initial;
    if (taskParametersId === null || proposed.taskParametersId !== null) return null;
    return { kind: "amend", proposed: { ...proposed, taskParametersId } };
  },
};
