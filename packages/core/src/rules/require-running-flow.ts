import { inPlaceOf } from "../replacement.ts";
import { ANY_ORIGIN } from "../rule.ts";
import { pausedState } from "../run-state.ts";
import { taskRule } from "../task-transition.ts";

/** No task starts in a flow that does not run; in a paused one it pauses with it. */
export const requireRunningFlow = taskRule({
  from: ANY_ORIGIN,
  to: ["RUNNING"],
  judge: ({ run, proposed, facts: { flowRun } }) => {
    if (flowRun === null || flowRun.state?.type === "RUNNING") return null;
    if (flowRun.state?.type !== "PAUSED") {
      return { kind: "abort", reason: "The flow run is not running: its tasks cannot start." };
    }
    const { pauseTimeout, pauseReschedule } = flowRun.state;
    const replacement = pausedState({ ...inPlaceOf(proposed), name: "NotReady" }, { pauseTimeout, pauseReschedule });
    return {
      kind: "reject",
      replacement,
      reason: `The flow run ${run.flowRunId} is paused: resume it to start its tasks.`,
    };
  },
});
