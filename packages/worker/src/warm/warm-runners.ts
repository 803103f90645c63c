import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { setTimeout as passed } from "node:timers/promises";
import type { StandingRequest } from "@tutti/core/wire/waiting-process";
import type { Job, LaunchedJob, OfferedJob, WaitingListener } from "../launcher.ts";
import type { RunOffer } from "./runner-messages.ts";
import type { WarmKey } from "./warm-key.ts";

const LOOK_EVERY_MS = 50;
/** So long nothing of a key may begin before it gets a runner more. */
const PATIENCE_MS = 250;
/** Starting one takes a core: more at a time would only make all of them late. */
const MOST_LOADING = 2;
const IDLE_MS = 60_000;
const BROKEN_MS = 30_000;
/** A module that takes longer is loaded by each run for itself, which can be cancelled. */
const LOADED_WITHIN_MS = 60_000;

/** A process that executes one run after the other: `WarmRunner`. */
export interface Runner {
  readonly pid: number;
  readonly isSpent: boolean;
  readonly waits: StandingRequest | null;
  whenReady(): Promise<boolean>;
  isFresh(): Promise<boolean>;
  assign(job: Job): Promise<LaunchedJob>;
  offer(job: Job, offer: RunOffer): OfferedJob;
  retire(): Promise<void>;
}

/** Starts the process of a runner. */
export type StartRunner = (key: WarmKey, job: Job) => Promise<Runner>;

interface Waiting {
  readonly key: WarmKey;
  readonly job: Job;
  readonly resolve: (launched: Promise<LaunchedJob> | null) => void;
}

interface Idle {
  readonly runner: Runner;
  readonly processId: string;
  readonly timer: NodeJS.Timeout;
}

/** The runners of one key. */
interface Crew {
  readonly deploymentId: string;
  readonly idle: Idle[];
  /** Those that load their module, and those that execute a run. */
  busy: number;
  loading: number;
  /** When last a run began, or a runner was ready. */
  progressAt: number;
  /** Its module cannot be loaded: until then each run gets a process of its own, which reports why. */
  brokenUntil: number;
}

/**
 * Runners by key. A run gets one that waits, else one that is started; when as many as there are cores are busy, it waits
 * for them as long as they make progress: quick runs follow each other in few processes, slow ones get more, one after the
 * other. At no time are more than two being started, whatever waits and however long that takes.
 */
export class WarmRunners {
  /** Hears which of them have nothing to do. */
  listener: WaitingListener | null = null;
  readonly #start: StartRunner;
  readonly #crews = new Map<string, Crew>();
  readonly #retiring = new Set<Promise<void>>();
  readonly #most = Math.max(2, availableParallelism());
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;
  #loading = 0;
  #isClosed = false;

  constructor(start: StartRunner) {
    this.#start = start;
  }

  /** Null when the run needs a process of its own. */
  async launch(key: WarmKey, job: Job): Promise<LaunchedJob | null> {
    const crew = this.#crew(key);
    if (this.#isClosed || crew.brokenUntil > performance.now()) return null;
    const runner = await this.#takeIdle(crew, job.taken?.flowRun.infrastructure_pid);
    if (runner !== null) return this.#assign(key, runner, job);
    return new Promise((resolve) => {
      this.#waiting.push({ key, job, resolve });
      this.#fill();
    });
  }

  /** Whether a runner of the deployment has nothing to do. */
  waitsFor(deploymentId: string): boolean {
    return [...this.#crews.values()].some((crew) => crew.deploymentId === deploymentId && crew.idle.length > 0);
  }

  /** Null when none has nothing to do: then nobody was offered the run. */
  async offer(key: WarmKey, job: Job, offer: RunOffer): Promise<OfferedJob | null> {
    const runner = this.#isClosed ? null : await this.#takeIdle(this.#crew(key));
    if (runner === null) return null;
    this.#crew(key).progressAt = performance.now();
    const offered = runner.offer(job, offer);
    void this.#goOn(key, runner, offered.launched);
    return offered;
  }

  /** Resolves when no runner is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const crew of this.#crews.values()) while (crew.idle.length > 0) this.#retire(this.#leaveIdle(crew, 0));
    await Promise.all(this.#retiring);
  }

  #crew({ text, deploymentId }: WarmKey): Crew {
    // Deployments change: crews of old versions are forgotten.
    for (const [other, { idle, busy, brokenUntil }] of this.#crews) {
      const isGone = idle.length === 0 && busy === 0 && brokenUntil < performance.now();
      if (isGone && other !== text) this.#crews.delete(other);
    }
    const empty = { deploymentId, idle: [], busy: 0, loading: 0, progressAt: 0, brokenUntil: 0 };
    const crew = this.#crews.get(text) ?? empty;
    this.#crews.set(text, crew);
    return crew;
  }

  /** The one of that process if it is there, else the last that came to rest. */
  async #takeIdle(crew: Crew, pid: string | null = null): Promise<Runner | null> {
    while (crew.idle.length > 0) {
      const named = crew.idle.findIndex(({ runner }) => String(runner.pid) === pid);
      const runner = this.#leaveIdle(crew, named < 0 ? crew.idle.length - 1 : named);
      crew.busy += 1;
      if (await runner.isFresh()) return runner;
      crew.busy -= 1;
      this.#retire(runner);
    }
    return null;
  }

  #leaveIdle(crew: Crew, index: number): Runner {
    const [left] = crew.idle.splice(index, 1);
    if (left === undefined) throw new RangeError(`nobody is idle at ${index}`);
    clearTimeout(left.timer);
    this.listener?.waitsNoMore(left.processId);
    return left.runner;
  }

  #enterIdle({ deploymentId, idle }: Crew, runner: Runner, timer: NodeJS.Timeout): void {
    const processId = randomUUID();
    idle.push({ runner, processId, timer });
    this.listener?.waits({ processId, deploymentId, waits: runner.waits });
  }

  /** Starts runners for those that wait, as many as are of use. */
  #fill(): void {
    for (const key of new Map(this.#waiting.map(({ key }) => [key.text, key])).values()) {
      const crew = this.#crew(key);
      const isStuck = crew.loading === 0 && performance.now() - crew.progressAt > PATIENCE_MS;
      const hasRoom = this.#loading < MOST_LOADING && crew.loading < this.#waitingOf(key);
      if (hasRoom && (crew.busy < this.#most || isStuck)) this.#startOne(key, crew);
    }
    if (this.#waiting.length > 0) this.#timer ??= setInterval(() => this.#fill(), LOOK_EVERY_MS);
    else if (this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #startOne(key: WarmKey, crew: Crew): void {
    const first = this.#waiting.find((waiting) => waiting.key.text === key.text);
    if (first === undefined) return;
    crew.busy += 1;
    crew.loading += 1;
    this.#loading += 1;
    void this.#add(key, first.job);
  }

  async #add(key: WarmKey, job: Job): Promise<void> {
    const runner = await this.#boot(key, job);
    const crew = this.#crew(key);
    crew.loading -= 1;
    this.#loading -= 1;
    crew.progressAt = performance.now();
    if (runner !== null) {
      this.#free(key, runner);
      return;
    }
    crew.busy -= 1;
    crew.brokenUntil = performance.now() + BROKEN_MS;
    for (const waiting of this.#leaveQueue(key)) waiting.resolve(null);
  }

  async #boot(key: WarmKey, job: Job): Promise<Runner | null> {
    try {
      const runner = await this.#start(key, job);
      const late = new AbortController();
      const patience = passed(LOADED_WITHIN_MS, false, { signal: late.signal }).catch(() => false);
      const isReady = await Promise.race([runner.whenReady(), patience]);
      late.abort();
      if (isReady) return runner;
      this.#retire(runner);
      return null;
    } catch {
      return null;
    }
  }

  /** It is ready for a run: the first that waits, else the next that comes. */
  #free(key: WarmKey, runner: Runner): void {
    const crew = this.#crew(key);
    const index = this.#waiting.findIndex((waiting) => waiting.key.text === key.text);
    const [next] = index < 0 || runner.isSpent ? [] : this.#waiting.splice(index, 1);
    if (next !== undefined) {
      next.resolve(this.#assign(key, runner, next.job));
      return;
    }
    crew.busy -= 1;
    if (this.#isClosed || runner.isSpent) {
      this.#retire(runner);
      return;
    }
    const timer = setTimeout(() => {
      this.#retire(
        this.#leaveIdle(
          crew,
          crew.idle.findIndex((one) => one.runner === runner),
        ),
      );
    }, IDLE_MS);
    timer.unref();
    this.#enterIdle(crew, runner, timer);
  }

  async #assign(key: WarmKey, runner: Runner, job: Job): Promise<LaunchedJob> {
    this.#crew(key).progressAt = performance.now();
    const launched = await runner.assign(job);
    void this.#goOn(key, runner, launched);
    return launched;
  }

  /** What it does after a run. */
  async #goOn(key: WarmKey, runner: Runner, { ended }: LaunchedJob): Promise<void> {
    await ended;
    if (this.#waiting.length > 0 && !(await runner.isFresh())) this.#retireBusy(key, runner);
    else this.#free(key, runner);
  }

  #retireBusy(key: WarmKey, runner: Runner): void {
    this.#crew(key).busy -= 1;
    this.#retire(runner);
  }

  #waitingOf({ text }: WarmKey): number {
    return this.#waiting.filter(({ key }) => key.text === text).length;
  }

  #leaveQueue(key: WarmKey): Waiting[] {
    const leaving = this.#waiting.filter((waiting) => waiting.key.text === key.text);
    this.#waiting = this.#waiting.filter((waiting) => waiting.key.text !== key.text);
    return leaving;
  }

  #retire(runner: Runner): void {
    const retired = runner.retire().finally(() => this.#retiring.delete(retired));
    this.#retiring.add(retired);
  }
}
