import { isDeferred } from "../state-details.ts";
import type { TaskConsequence } from "../task-transition.ts";

/** A deferred task waits for a worker in a queue; those that are retried have one of their own. */
export const enqueueDeferredTask: TaskConsequence = {
  name: "enqueue-deferred-task",
  follow: ({ proposed }, state) => {
    if (state.type !== "SCHEDULED" || !isDeferred(proposed)) return [];
    return [{ kind: "enqueue", queue: state.name === "AwaitingRetry" ? "retry" : "scheduled" }];
  },
};
