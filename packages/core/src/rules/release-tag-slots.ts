import type { TaskConsequence } from "../task-transition.ts";

/** A task that does not run, and is not being cancelled, holds no slots. */
export const releaseTagSlots: TaskConsequence = {
  follow: ({ initial }, state) => {
    const mayHold = initial?.type === "RUNNING" || initial?.type === "CANCELLING";
    return mayHold && state.type !== "RUNNING" && state.type !== "CANCELLING" ? [{ kind: "release-tag-slots" }] : [];
  },
};
