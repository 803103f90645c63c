import type { CommandKind } from "./job/command-kind.ts";
import type { JobConfiguration } from "./job/job-configuration.ts";
import type { WarmKey } from "./warm/warm-key.ts";

/** What is known of the run's lease when its job starts, for whoever has to go on with it. */
export interface JobLease {
  /** That came with the claim; null where there are no leases. */
  readonly epoch: number | null;
  readonly kind: CommandKind;
}

/** One run's job, ready to be started. */
export interface Job {
  readonly flowRunId: string;
  readonly configuration: JobConfiguration;
  /** What the job's process has to know, without what it would inherit from where it is started. */
  readonly environment: Readonly<Record<string, string | null>>;
  readonly lease: JobLease;
  /** Which other runs might be executed by the same process; null: none. */
  readonly warm: WarmKey | null;
  /** Told each line that the job prints, whole. */
  readonly onLine: (line: string) => void;
}

/** How a job ended, as far as that is known: a job that somebody else watched may leave neither code nor signal. */
export interface JobEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** What the infrastructure says about the end; null when it says nothing. */
  readonly reason: string | null;
  /** Whether the job said that its run's state is reported: there is nothing left to find out. */
  readonly isReported: boolean;
}

/** A job that was started. */
export interface LaunchedJob {
  /** What finds the job again, written to its run as `infrastructure_pid`. */
  readonly identifier: string;
  /** Whether its process was there before. */
  readonly isWarm: boolean;
  /** Resolves when it is over and its lines were told. Never rejects. */
  readonly ended: Promise<JobEnd>;
  /** Asks it to end, and after the grace makes it: nothing that it started is left then. */
  end(graceMs: number): Promise<void>;
}

/**
 * How a worker starts, watches and ends one run's process: on this machine, in a container, in a cluster. It knows
 * nothing of runs' states: the worker proposes them.
 */
export interface Launcher {
  /** The types of work pools whose jobs it starts. */
  readonly poolTypes: readonly string[];
  /** The command of a job that names none. */
  readonly defaultCommand: string;
  /** Rejects when the job cannot be started; nothing of it is left then. */
  launch(job: Job): Promise<LaunchedJob>;
  /** Jobs that an earlier worker of this pool started and left, with the run each is for. */
  leftBehind?(): Promise<readonly LeftJob[]>;
}

/** A job whose worker is gone. */
export interface LeftJob {
  readonly flowRunId: string;
  readonly lease: JobLease;
  /** Goes on watching it, as if it had been launched here. */
  adopt(onLine: Job["onLine"]): LaunchedJob;
}
