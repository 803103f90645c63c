import type { DeploymentOptions } from "../serve/deployment-options.ts";

/** A deployment for the workers of a pool. */
export interface DeployOptions extends DeploymentOptions {
  readonly name: string;
  /** The pool that TUTTI_DEFAULT_WORK_POOL_NAME names unless given. */
  readonly workPoolName?: string;
  /** The queue in the pool; it is made when it is not there. */
  readonly workQueueName?: string;
  /** How its runs are started, over what the pool says. */
  readonly jobVariables?: Readonly<Record<string, unknown>>;
  /** The image that its runs are started in, for pools that have images. */
  readonly image?: string;
  /** `file.ts:exportName`, seen from this process's folder; where the flow was made unless given. */
  readonly entrypoint?: string;
  /** Steps that bring the code to where it runs, as in `tutti.yaml`; it stays in this process's folder unless given. */
  readonly pullSteps?: readonly Readonly<Record<string, unknown>>[];
  /** How long a slot is kept for a run whose process begins, in seconds. */
  readonly gracePeriodSeconds?: number;
}

/** What was deployed. */
export interface DeployedFlow {
  readonly id: string;
  /** `main-flow/nightly` */
  readonly name: string;
}
