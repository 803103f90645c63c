import type { StandingRequest } from "@tutti/core/wire/waiting-process";
import type { CommandKind } from "./job/command-kind.ts";
import type { JobConfiguration } from "./job/job-configuration.ts";
import type { Narrator } from "./narrator.ts";
import type { WorkerPlace } from "./process/worker-folder.ts";
import type { TakenRun } from "./serving/claim-run.ts";
import type { RunOffer } from "./warm/runner-messages.ts";
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
  /** The run as it was when it was taken; null where nobody said. */
  readonly taken: TakenRun | null;
  readonly configuration: JobConfiguration;
  /** What the job's process has to know, without what it would inherit from where it is started. */
  readonly environment: Readonly<Record<string, string | null>>;
  readonly lease: JobLease;
  /** Which other runs might be executed by the same process; null: none, as for every launcher that does not keep any warm. */
  readonly warm: WarmKey | null;
  /** Aborted when the job is not wanted any more: a launch that takes long may then give up, by rejecting. */
  readonly unwanted: AbortSignal;
  /** Told each line that the job prints, whole. */
  readonly onLine: (line: string) => void;
  /** Told what becomes of the job before and beside its program, for the run's log: an image is pulled, a pod waits. */
  readonly onNews: (text: string) => void;
}

/** How a job ended, as far as that is known: a job that somebody else watched may leave neither code nor signal. */
export interface JobEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** What the infrastructure says about the end; null when it says nothing. */
  readonly reason: string | null;
  /** Whether the job said that its run's state is reported: there is nothing left to find out. */
  readonly isReported: boolean;
  /** Whether it said that the run did not complete. */
  readonly isFailure?: boolean;
}

/** A job that was started. */
export interface LaunchedJob {
  /** What finds the job again, written to its run as `infrastructure_pid`. */
  readonly identifier: string;
  /** Whether its process was there before. */
  readonly isWarm: boolean;
  /** Resolves when it is over and its lines were told. Never rejects. */
  readonly ended: Promise<JobEnd>;
  /** Tells the program that its run is cancelled, before it is asked to end, where it can be told. */
  announceCancel?(): Promise<unknown>;
  /** Asks it to end, and after the grace makes it: nothing that it started is left then. */
  end(graceMs: number): Promise<void>;
  /** The same for what it started, when it is over itself. None where an end leaves nothing. */
  endRest?(graceMs: number): Promise<void>;
}

/** A process that waits for runs of a deployment. */
export interface WaitingRunner {
  /** Another each time that it waits. */
  readonly processId: string;
  readonly deploymentId: string;
  /** Null: nothing is to be begun for it. */
  readonly waits: StandingRequest | null;
}

/** Hears which processes wait. */
export interface WaitingListener {
  readonly waits: (runner: WaitingRunner) => void;
  readonly waitsNoMore: (processId: string) => void;
}

/** A job whose process takes its run itself. */
export interface OfferedJob {
  readonly launched: LaunchedJob;
  /** The epoch of the lease under which it executes the run; null when it has not got it, or has ended before it said so. */
  readonly taken: Promise<number | null>;
}

/** Why a job cannot be started, in words for its run; of other errors the innermost cause is told. */
export class LaunchFailure extends Error {
  override readonly name = "LaunchFailure";
}

/** What every launcher is opened with. */
export interface LauncherOptions {
  /** Where workers keep what another needs to go on with their jobs: `<home>/workers`. */
  readonly folder: string;
  /** Whose jobs it starts. */
  readonly place: WorkerPlace;
  /** What the worker itself was started with, its profile's settings among it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workerName: string;
  /** The names of the pool's workers that are there: a job of another was left. */
  readonly servingWorkers: () => Promise<readonly string[]>;
  /** The job of a run that says nothing itself, by the pool as it is now. Rejects where the pool's template makes none. */
  readonly poolJob: () => Promise<JobConfiguration>;
  /** Where it tells what concerns no run alone. */
  readonly narrator: Narrator;
}

/** What the module of an integration exports as `openLauncher`. Throws `invalid_usage` where jobs cannot be started at all. */
export type OpenLauncher = (options: LauncherOptions) => Promise<Launcher>;

/**
 * How a worker starts, watches and ends one run's process: on this machine, in a container, in a cluster, by somebody's
 * service. It knows nothing of runs' states: the worker proposes them.
 *
 * What is the launcher's: its own fields of the job (`configuration.fields`, whose errors are `invalid_template`: then the run
 * fails, as it would each time), the address under which a process elsewhere finds the server, whatever `launch` makes and
 * has to remove, and the jobs that an earlier worker left. What is not: leases, logs (it tells lines), cancellation (it is told
 * to end), and what an end means.
 */
export interface Launcher {
  /** The types of work pools whose jobs it starts. */
  readonly poolTypes: readonly string[];
  /** The command of a job that names none. */
  readonly defaultCommand: string;
  /** Whether it lets runs follow each other in one process, where they can. */
  readonly keepsWarm?: boolean;
  /** Whether a process that was killed may be followed by another, which calls the hooks of its run's end. */
  readonly callsEndHooks?: boolean;
  /** Told once that jobs will follow: what may be kept at hand for the next one, so that it starts sooner. */
  prepare?(): void;
  /**
   * Starts a job, and resolves when it is handed over and can be found again by its identifier, not when its program runs:
   * what goes wrong after that is an end. Rejects when the job cannot be started; nothing of it is left then.
   */
  launch(job: Job): Promise<LaunchedJob>;
  /** Whether a process waits for runs of the deployment. */
  waitsFor?(deploymentId: string): boolean;
  /** Who is told from now on of processes that wait. */
  tellWaiting?(listener: WaitingListener): void;
  /** Offers a run that nobody has taken to a process that waits for runs like it. Null: there is none, and nothing is done. */
  offer?(job: Job, offer: RunOffer): Promise<OfferedJob | null>;
  /**
   * Jobs that earlier workers of this pool started and left, with the run each is for; each is answered once, and to one. Asked
   * again and again: a worker may go while this one serves.
   */
  leftBehind?(): Promise<readonly LeftJob[]>;
  /** Ends what it keeps for itself; called when no job is left. */
  close(): Promise<void>;
}

/** What somebody is given who goes on with another worker's job. */
export interface Adoption extends Pick<Job, "onLine" | "onNews"> {
  /**
   * The run's job as it would be configured now: for what no worker leaves on a disk, such as the credentials of a block.
   * Rejects where that cannot be said any more.
   */
  readonly configuration: () => Promise<JobConfiguration>;
}

/** A job whose worker is gone. */
export interface LeftJob {
  readonly flowRunId: string;
  readonly lease: JobLease;
  /** Goes on watching it, as if it had been launched here. Null: there is nothing to watch. */
  adopt(told: Adoption): Promise<LaunchedJob | null>;
}
