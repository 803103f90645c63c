import { setTimeout as passed } from "node:timers/promises";
import type { CommandKind } from "../job/command-kind.ts";
import type { LaunchedJob } from "../launcher.ts";

/** Why a run that was taken is not to go on. */
export type StopReason = "cancelled" | "handed-back" | "stopped" | "lease-lost";

/** How long a process of Tutti's may take to notice that its run is cancelled, and to end it. */
const ENDS_ITSELF_MS = 6000;

/** The hold on one run that was taken: whatever it is at, it can be told to stop. */
export class RunControl {
  readonly flowRunId: string;
  readonly #graceMs: number;
  #job: LaunchedJob | null = null;
  #kind: CommandKind | null = null;
  #stopped: StopReason | null = null;
  #hasLostLease = false;
  readonly #stop = new AbortController();
  /** Whether its job was started before, by another worker. */
  readonly #isLeft: boolean;

  constructor(flowRunId: string, graceMs: number, isLeft = false) {
    this.flowRunId = flowRunId;
    this.#graceMs = graceMs;
    this.#isLeft = isLeft;
  }

  get stopped(): StopReason | null {
    return this.#stopped;
  }

  /** Aborted when it is told to stop. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get hasStarted(): boolean {
    return this.#isLeft || this.#job !== null;
  }

  /** From now on a stop ends this job. */
  started(job: LaunchedJob, kind: CommandKind): void {
    this.#job = job;
    this.#kind = kind;
    if (this.#stopped !== null) void this.#end(job, this.#stopped, this.#graceMs);
    else if (this.#hasLostLease) this.loseLease();
  }

  /** The job is over without having had the run. */
  withdrawn(): void {
    this.#job = null;
    this.#kind = null;
  }

  /**
   * The lease that came with the claim is another's. A process of Tutti's took it over, or stops by itself; Prefect's knows
   * of no leases: what it writes from now on would fall into somebody else's run.
   */
  loseLease(): void {
    this.#hasLostLease = true;
    if (this.#kind === "prefect") this.stop("lease-lost");
  }

  /** The first reason counts; a job is asked to end, and made to after the grace. */
  stop(reason: StopReason, graceMs = this.#graceMs): void {
    if (this.#stopped !== null) return;
    this.#stopped = reason;
    this.#stop.abort();
    if (this.#job !== null) void this.#end(this.#job, reason, graceMs);
  }

  /** Ends what a job that is over has left. */
  async endRest(job: LaunchedJob): Promise<void> {
    await job.endRest?.(this.#graceMs);
  }

  /** A process of Tutti's hears of its cancellation itself, and has hooks to run: a signal would cut them short. */
  async #end(job: LaunchedJob, reason: StopReason, graceMs: number): Promise<void> {
    if (reason === "cancelled" && this.#kind === "tutti" && (await endsWithin(job, ENDS_ITSELF_MS))) return;
    if (reason === "cancelled") await job.announceCancel?.();
    await job.end(graceMs);
  }
}

/** Whether a job is over before so long has passed. */
export async function endsWithin({ ended }: LaunchedJob, ms: number): Promise<boolean> {
  const late = new AbortController();
  const patience = passed(ms, false, { signal: late.signal });
  patience.catch(() => undefined);
  const isOver = await Promise.race([ended.then(() => true), patience]);
  late.abort();
  return isOver;
}
