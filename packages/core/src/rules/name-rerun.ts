import { isTerminal, STATE_TYPES } from "../state-type.ts";
import { taskRule } from "../task-transition.ts";

/** Every start of a task but its first says so in its name. */
export const nameRerun = taskRule({
  from: [null, ...STATE_TYPES.filter((type) => !isTerminal(type))],
  to: ["RUNNING"],
  judge: ({ run, initial, proposed }) => {
    if (run.progress.runCount === 0) return null;
    const name = initial?.name === "AwaitingRetry" ? "Retrying" : "Rerunning";
    return { kind: "amend", proposed: { ...proposed, name } };
  },
});
