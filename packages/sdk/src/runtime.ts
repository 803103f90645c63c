import { currentContext } from "./engine/run-context.ts";
import type { FlowRunInfo } from "./flow-options.ts";
import type { TaskRunInfo } from "./task-options.ts";

/** The run around the code that asks. */
export interface Runtime {
  /** The flow run; undefined outside of flows. */
  readonly flowRun: FlowRunInfo | undefined;
  /** The task run; undefined outside of tasks. */
  readonly taskRun: TaskRunInfo | undefined;
  /** Aborted when the run is to stop: its time limit is over, it was cancelled, the process ends. */
  readonly signal: AbortSignal;
}

const neverAborted = new AbortController().signal;

/** What the code that runs now is part of. */
export const runtime: Runtime = {
  get flowRun() {
    return currentContext().flowRun?.info;
  },
  get taskRun() {
    return currentContext().step?.info;
  },
  get signal() {
    const { step, flowRun } = currentContext();
    return step?.signal ?? flowRun?.signal ?? neverAborted;
  },
};
