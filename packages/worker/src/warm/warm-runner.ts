import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { startOfProcess } from "@tutti/client/process-identity";
import { reasonOf } from "@tutti/client/response-error";
import type { StandingRequest } from "@tutti/core/wire/waiting-process";
import type { Job, JobEnd, LaunchedJob, OfferedJob } from "../launcher.ts";
import type { JobFolder } from "../process/job-folder.ts";
import { OutputTail } from "../process/output-tail.ts";
import type { TakenRun } from "../serving/claim-run.ts";
import { endGroup, signalGroup } from "../process/process-group.ts";
import type { Runner } from "./warm-runners.ts";
import {
  type Assignment,
  type FromRunner,
  fromRunner,
  type RunOffer,
  type RunOutcome,
  type ToRunner,
  type ToSpare,
} from "./runner-messages.ts";

const MAX_RUNS = 1000;
const LEAVES_WITHIN_MS = 5000;
const TAKEN_WITHIN_MS = 500;

/** The run that it has, and what it says of it. */
interface Task {
  readonly job: Job;
  readonly took: PromiseWithResolvers<number | null>;
  /** Null: it did not get the run. */
  readonly finished: PromiseWithResolvers<RunOutcome | null>;
}

/**
 * A process with the module of a deployment loaded, which executes one run after the other. It is done with after a run
 * that did not complete, after 1,000, and when a file that it imported has changed.
 */
export class WarmRunner implements Runner {
  readonly #child: ChildProcess;
  readonly #folder: JobFolder;
  readonly #tail: OutputTail;
  readonly #exited: Promise<unknown>;
  /** When each file that it imported was changed last. */
  readonly #files = new Map<string, number>();
  #task: Task | null = null;
  #runs = 0;
  #isSpent = false;
  #waits: StandingRequest | null = null;

  constructor(child: ChildProcess, folder: JobFolder) {
    this.#child = child;
    this.#folder = folder;
    this.#tail = new OutputTail(folder, 0, (line) => this.#task?.job.onLine(line));
    child.on("error", () => undefined);
    child.on("message", (message) => this.#hear(message));
    this.#exited = this.#whenGone();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get waits(): StandingRequest | null {
    return this.#waits;
  }

  /** Whether another run may follow. */
  get isSpent(): boolean {
    return this.#isSpent || !this.#child.connected;
  }

  /** Resolves with true when its module is loaded, with false when it has ended instead. */
  async whenReady(): Promise<boolean> {
    const said = await this.#next("ready");
    if (said?.type !== "ready") return false;
    this.#waits = said.waits;
    for (const file of said.files) this.#files.set(file, changedAt(file));
    return true;
  }

  /** Resolves with true when it is ready to become any deployment's, with false when it has ended instead. */
  async whenSpare(): Promise<boolean> {
    return (await this.#next("spare")) !== null;
  }

  /** Makes a spare one a deployment's: `whenReady` follows. */
  become(deploymentId: string, environment: Readonly<Record<string, string>>, folder: string | null): void {
    const message: ToSpare = { type: "become", deploymentId, environment, folder };
    this.#child.send(message, () => undefined);
  }

  /** Whether what it would run is what stands in its files: where it does not know them, nobody knows. */
  async isFresh(): Promise<boolean> {
    if (this.isSpent || this.#files.size === 0) return false;
    return [...this.#files].every(([file, at]) => changedAt(file) === at);
  }

  /** Hands it a run. The job ends with the run, or with the process; whoever ends the job ends the process. */
  async assign(job: Job): Promise<LaunchedJob> {
    const { flowRunId } = job;
    const [flowRun, begun] = [justTaken(job), job.taken?.begun ?? null];
    const { epoch } = job.lease;
    const task = this.#give(job, { type: "assign", flowRunId, epoch, flowRun, begun, environment: {} });
    await this.#record(job);
    return this.#launched(task);
  }

  /** Offers it a run. The job ends as one that it was handed, or at once when it does not get the run. */
  offer(job: Job, offer: RunOffer): OfferedJob {
    const task = this.#give(job, { type: "offer", ...offer });
    const taken = Promise.race([task.took.promise, this.#exited.then(() => null)]);
    const recorded = taken.then((epoch) =>
      epoch === null ? null : this.#record({ ...job, lease: { ...job.lease, epoch } }),
    );
    return { launched: this.#launched(task, recorded), taken };
  }

  #give(job: Job, message: ToRunner): Task {
    const task: Task = { job, took: Promise.withResolvers(), finished: Promise.withResolvers() };
    this.#task = task;
    this.#runs += 1;
    this.#child.send(message, () => undefined);
    return task;
  }

  #launched({ finished }: Task, recorded: Promise<unknown> = Promise.resolve()): LaunchedJob {
    return {
      identifier: String(this.pid),
      isWarm: true,
      ended: this.#ended(finished.promise, recorded),
      end: (graceMs) => {
        this.#isSpent = true;
        return endGroup(this.pid, this.#exited, graceMs);
      },
      endRest: async (graceMs) => {
        await this.retire();
        await endGroup(this.pid, this.#exited, graceMs);
      },
    };
  }

  /** It has no more to do: it leaves by itself, and is made to when it does not. */
  async retire(): Promise<void> {
    this.#isSpent = true;
    if (this.#child.connected) this.#child.disconnect();
    const late = new AbortController();
    void passed(LEAVES_WITHIN_MS, null, { signal: late.signal }).then(
      () => signalGroup(this.pid, "SIGKILL"),
      () => undefined,
    );
    await this.#exited;
    late.abort();
  }

  async #whenGone(): Promise<void> {
    await once(this.#child, "exit");
    await this.#tail.close();
    await this.#folder.remove();
  }

  async #ended(finished: Promise<RunOutcome | null>, recorded: Promise<unknown>): Promise<JobEnd> {
    const outcome = await Promise.race([finished, this.#exited.then(() => "gone" as const)]);
    if (outcome === "gone") {
      this.#isSpent = true;
      return { code: this.#child.exitCode, signal: this.#child.signalCode, reason: null, isReported: false };
    }
    if (outcome === null) {
      this.#task = null;
      return { code: 0, signal: null, reason: null, isReported: true };
    }
    await this.#tail.catchUp();
    await recorded;
    await this.#folder.forget();
    this.#task = null;
    if (outcome !== "completed" || this.#runs >= MAX_RUNS) this.#isSpent = true;
    const isReported = outcome !== "left";
    return { code: 0, signal: null, reason: null, isReported, isFailure: isReported && outcome !== "completed" };
  }

  /** The next message of the type; null when it ends instead. */
  async #next(type: FromRunner["type"]): Promise<FromRunner | null> {
    const ended = this.#exited.then(() => null);
    while (!this.isSpent) {
      const heard = once(this.#child, "message").then(([message]: unknown[]) => fromRunner.safeParse(message).data);
      heard.catch(() => undefined);
      const said = await Promise.race([heard, ended]);
      if (said === null || said?.type === type) return said;
    }
    return null;
  }

  #hear(message: unknown): void {
    const said = fromRunner.safeParse(message).data;
    const task = this.#task;
    if (said === undefined || task === null || !("flowRunId" in said) || said.flowRunId !== task.job.flowRunId) return;
    if (said.type === "finished") task.finished.resolve(said.outcome);
    else {
      task.took.resolve(said.epoch);
      if (said.epoch === null) task.finished.resolve(null);
    }
  }

  /** It has the run already, and executes it also where that cannot be written down. */
  async #record({ flowRunId, lease, onNews }: Pick<Job, "flowRunId" | "lease" | "onNews">): Promise<void> {
    const startedAt = await startOfProcess(this.pid);
    if (startedAt === null) return;
    try {
      await this.#folder.record({ pid: this.pid, startedAt, flowRunId, ...lease });
    } catch (error) {
      onNews(`No other worker could go on with the run if this one were gone: ${reasonOf(error)}`);
    }
  }
}

/** The run as it was taken, if that was a moment ago: one that waited may have been changed meanwhile. */
function justTaken({ taken, lease }: Job): Assignment["flowRun"] {
  if (taken === null || lease.epoch === null || isOld(taken)) return null;
  return taken.flowRun;
}

/** What was begun for a process is told as it is: it hears itself of what becomes of its run. */
function isOld({ begun, atMs }: TakenRun): boolean {
  return begun === null && performance.now() - atMs > TAKEN_WITHIN_MS;
}

// A run waits for it: at once it takes some microseconds a file, by the threads of the pool a millisecond and more.
function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}
