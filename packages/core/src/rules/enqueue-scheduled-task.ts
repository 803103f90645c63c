import type { TaskConsequence } from "../task-transition.ts";

/** A deferred task waits for a worker in a queue; those that are retried have one of their own. */
export const enqueueScheduledTask: TaskConsequence = {
  follow: (_transition, state) => {
    if (state.type !== "SCHEDULED") return [];
    return [{ kind: "enqueue", queue: state.name === "AwaitingRetry" ? "retry" : "scheduled" }];
  },
};
