import type { StateHook, StateHooks } from "./hooks.ts";
import type { ResultOptions } from "./results/result-options.ts";
import type { StandardSchema } from "./standard-schema.ts";

/** A flow run, as hooks see it. */
export interface FlowRunInfo {
  readonly id: string;
  readonly name: string;
  readonly flowName: string;
  /** How many times the run was started, this attempt included. */
  readonly runCount: number;
  readonly tags: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  /** When it was due, the same in every attempt: of a run that a schedule made the time of the schedule, however late it began. */
  readonly scheduledTime: Date;
  /** Null for a run that no deployment was asked for. */
  readonly deploymentId: string | null;
}

export interface FlowInfo {
  readonly name: string;
}

export type FlowHook = StateHook<FlowInfo, FlowRunInfo>;

/** How a flow behaves. All are optional. */
export interface FlowOptions<P = never> extends StateHooks<FlowHook>, ResultOptions {
  /** The function's name in kebab-case unless given. */
  readonly name?: string;
  readonly version?: string;
  /** What its deployments say it does; the doc comment above it unless given. */
  readonly description?: string;
  /** Given to every run of the flow. */
  readonly tags?: readonly string[];
  /** How often a failed run is repeated; steps that have completed are not run again. 0 unless given. */
  readonly retries?: number;
  /** Whole seconds: the server counts them; a fraction is rounded up. */
  readonly retryDelaySeconds?: number;
  /**
   * How often a run of a deployment is started again, from its last committed step, when its process is gone. 3 unless
   * given; a deployment's label `tutti.recoveries` counts before it.
   */
  readonly recoveries?: number;
  /** After this the run fails with the state TimedOut, its signal is aborted, and steps under way are given up. */
  readonly timeoutSeconds?: number;
  /** `console.*` within the flow and its tasks also goes to the run's log. */
  readonly logPrints?: boolean;
  /** False keeps no result. */
  readonly persistResult?: boolean;
  /** The run's name: a template with `{parameter}` fields, or a function of the parameters. */
  readonly flowRunName?: string | ((parameters: P) => string);
}

/** Options with a schema the parameters are checked by: zod, or any Standard Schema. */
export interface CheckedFlowOptions<S extends StandardSchema, P> extends FlowOptions<P> {
  readonly parameters: S;
}
