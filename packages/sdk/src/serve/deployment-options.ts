/** When runs are made: one of `cron`, `interval` and `rrule`. */
export interface ScheduleOptions {
  readonly cron?: string;
  /** Seconds. */
  readonly interval?: number;
  /** Where intervals count from; now unless given. */
  readonly anchorDate?: Date;
  readonly rrule?: string;
  /** As in `Europe/Berlin`; UTC unless given. */
  readonly timezone?: string;
  /** False keeps the schedule without making runs. */
  readonly active?: boolean;
  /** Over those of the deployment. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** A name for it, to change it by later. */
  readonly slug?: string;
}

/** What a deployment is besides its flow. All are optional. */
export interface DeploymentOptions extends Omit<ScheduleOptions, "active" | "parameters" | "slug"> {
  /** The flow's name unless given. */
  readonly name?: string;
  /** More than one schedule, or one with parameters of its own. */
  readonly schedules?: readonly ScheduleOptions[];
  /** True makes no runs of its schedules. */
  readonly paused?: boolean;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** False accepts runs whose parameters do not fit the flow's schema. */
  readonly enforceParameterSchema?: boolean;
  readonly description?: string;
  readonly version?: string;
  readonly tags?: readonly string[];
  /** What runs it: `eventTrigger(…)`, `deploymentTrigger(…)`, or as in `tutti.yaml`. They replace those it had. */
  readonly triggers?: readonly Readonly<Record<string, unknown>>[];
  /** How many of its runs go on at once, wherever they are executed. */
  readonly concurrencyLimit?: number;
  /** What becomes of a run that finds no slot: it waits (`ENQUEUE`), unless `CANCEL_NEW` is given. */
  readonly collisionStrategy?: "ENQUEUE" | "CANCEL_NEW";
}

/** How deployments are served. */
export interface ServingOptions {
  /** How many runs at a time, each in a process of its own. 5 unless given. */
  readonly limit?: number;
  /** False goes on making runs of the schedules when this process stops. */
  readonly pauseOnShutdown?: boolean;
}

export interface ServeOptions extends DeploymentOptions, ServingOptions {}
