import type { TaskConsequence } from "../task-transition.ts";

/** A completed task's state is found again under its cache key. */
export const insertCache: TaskConsequence = {
  follow: (_transition, state) => {
    if (state.type !== "COMPLETED" || state.cacheKey === null || state.name === "Cached") return [];
    return [{ kind: "insert-cache", cacheKey: state.cacheKey, expiration: state.cacheExpiration, stateId: state.id }];
  },
};
