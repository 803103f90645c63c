import { randomUUID } from "node:crypto";
import { recordedCall } from "./engine/recorded-value.ts";
import { wallMs } from "./engine/wall-clock.ts";
import { currentContext } from "./engine/run-context.ts";
import type { FlowRunInfo } from "./flow-options.ts";
import type { DeploymentInfo, FlowRunDetails, TaskRunDetails } from "./run-details.ts";
import type { TaskRunInfo } from "./task-options.ts";

/** The run around the code that asks. */
export interface Runtime {
  /** The flow run; undefined outside of flows. */
  readonly flowRun: FlowRunInfo | undefined;
  /** The task run; undefined outside of tasks. */
  readonly taskRun: TaskRunInfo | undefined;
  /** Aborted when the run is to stop: its time limit is over, it was cancelled, the process ends. */
  readonly signal: AbortSignal;
  /** What the server knows of the flow run beyond that: its parents, its addresses; undefined outside of flows. */
  flowRunDetails(this: void): Promise<FlowRunDetails | undefined>;
  /** The addresses of the task run; undefined outside of tasks. */
  taskRunDetails(this: void): Promise<TaskRunDetails | undefined>;
  /** The deployment that the flow run is of; undefined where it is of none. Asked of the server each time. */
  deployment(this: void): Promise<DeploymentInfo | undefined>;
  /** The time, the same in every attempt of the flow run: it is on record, as a step. */
  now(this: void): Promise<Date>;
  /** A number from 0 to less than 1, the same in every attempt. */
  random(this: void): Promise<number>;
  /** A random id (UUIDv4), the same in every attempt. */
  uuid(this: void): Promise<string>;
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
  flowRunDetails: async () => (await import("./run-details.ts")).flowRunDetails(),
  taskRunDetails: async () => (await import("./run-details.ts")).taskRunDetails(),
  deployment: async () => (await import("./run-details.ts")).deploymentInfo(),
  now: async () => new Date(await recordedCall("now", wallMs)),
  random: () => recordedCall("random", Math.random),
  uuid: () => recordedCall("uuid", () => randomUUID() as string),
};
