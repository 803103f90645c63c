import type { TaskConsequence } from "../task-transition.ts";

/** A task remembers in which attempt of its flow it last started. */
export const trackFlowAttempt: TaskConsequence = {
  follow: ({ facts: { flowRun } }, state) =>
    state.type === "RUNNING" && flowRun !== null ? [{ kind: "track-flow-run-count", runCount: flowRun.runCount }] : [],
};
