import { availableParallelism } from "node:os";
import type { Job, LaunchedJob } from "../launcher.ts";
import type { WarmKey } from "./warm-key.ts";
import type { WarmRunner } from "./warm-runner.ts";

const LOOK_EVERY_MS = 50;
/** So long nothing of a key may begin before it gets a runner more than there are cores. */
const PATIENCE_MS = 250;
const IDLE_MS = 60_000;
const BROKEN_MS = 30_000;

/** Starts the process of a runner. */
export type StartRunner = (key: WarmKey, job: Job) => Promise<WarmRunner>;

interface Waiting {
  readonly key: WarmKey;
  readonly job: Job;
  readonly resolve: (launched: Promise<LaunchedJob> | null) => void;
}

/** The runners of one key. */
interface Crew {
  readonly idle: { readonly runner: WarmRunner; readonly timer: NodeJS.Timeout }[];
  /** Those that load their module, and those that execute a run. */
  busy: number;
  /** Those of the busy that load their module. */
  loading: number;
  assignedAt: number;
  /** Its module cannot be loaded: until then each run gets a process of its own, which reports why. */
  brokenUntil: number;
}

/**
 * Runners by key. A run gets one that waits, else one that is started; when as many as there are cores are busy, it waits
 * for them as long as they make progress: quick runs follow each other in few processes, slow ones get more.
 */
export class WarmRunners {
  readonly #start: StartRunner;
  readonly #crews = new Map<string, Crew>();
  readonly #retiring = new Set<Promise<void>>();
  readonly #most = Math.max(2, availableParallelism());
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(start: StartRunner) {
    this.#start = start;
  }

  /** Null when the run needs a process of its own. */
  async launch(key: WarmKey, job: Job): Promise<LaunchedJob | null> {
    const crew = this.#crew(key);
    if (this.#isClosed || crew.brokenUntil > performance.now()) return null;
    const runner = await this.#takeIdle(crew);
    if (runner !== null) return this.#assign(key, runner, job);
    return new Promise((resolve) => {
      this.#waiting.push({ key, job, resolve });
      this.#fill();
    });
  }

  /** Resolves when no runner is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const crew of this.#crews.values())
      for (const { runner, timer } of crew.idle.splice(0)) {
        clearTimeout(timer);
        this.#retire(runner);
      }
    await Promise.all(this.#retiring);
  }

  #crew({ text }: WarmKey): Crew {
    // Deployments change: crews of old versions are forgotten.
    for (const [other, { idle, busy, brokenUntil }] of this.#crews) {
      const isGone = idle.length === 0 && busy === 0 && brokenUntil < performance.now();
      if (isGone && other !== text) this.#crews.delete(other);
    }
    const crew = this.#crews.get(text) ?? { idle: [], busy: 0, loading: 0, assignedAt: 0, brokenUntil: 0 };
    this.#crews.set(text, crew);
    return crew;
  }

  async #takeIdle(crew: Crew): Promise<WarmRunner | null> {
    for (let next = crew.idle.pop(); next !== undefined; next = crew.idle.pop()) {
      clearTimeout(next.timer);
      crew.busy += 1;
      if (await next.runner.isFresh()) return next.runner;
      crew.busy -= 1;
      this.#retire(next.runner);
    }
    return null;
  }

  /** Starts runners for those that wait, as many as are of use. */
  #fill(): void {
    for (const key of new Map(this.#waiting.map(({ key }) => [key.text, key])).values()) {
      const crew = this.#crew(key);
      const isStuck = performance.now() - crew.assignedAt > PATIENCE_MS;
      // Never more than can be used: on a busy machine each one more makes all of them later.
      const isUsed = crew.loading < this.#waitingFor(key).length;
      if (isUsed && (crew.busy < this.#most || isStuck)) this.#startOne(key, crew);
    }
    if (this.#waiting.length > 0) this.#timer ??= setInterval(() => this.#fill(), LOOK_EVERY_MS);
    else if (this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #startOne(key: WarmKey, crew: Crew): void {
    const [first] = this.#waitingFor(key);
    if (first === undefined) return;
    crew.busy += 1;
    crew.loading += 1;
    crew.assignedAt = performance.now();
    void this.#add(key, first.job);
  }

  async #add(key: WarmKey, job: Job): Promise<void> {
    const runner = await this.#boot(key, job);
    const crew = this.#crew(key);
    crew.loading -= 1;
    if (runner !== null) {
      this.#free(key, runner);
      return;
    }
    crew.busy -= 1;
    crew.brokenUntil = performance.now() + BROKEN_MS;
    for (const waiting of this.#leaveQueue(key)) waiting.resolve(null);
  }

  async #boot(key: WarmKey, job: Job): Promise<WarmRunner | null> {
    try {
      const runner = await this.#start(key, job);
      return (await runner.whenReady()) ? runner : null;
    } catch {
      return null;
    }
  }

  /** It is ready for a run: the first that waits, else the next that comes. */
  #free(key: WarmKey, runner: WarmRunner): void {
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
      crew.idle.splice(
        crew.idle.findIndex((one) => one.runner === runner),
        1,
      );
      this.#retire(runner);
    }, IDLE_MS);
    timer.unref();
    crew.idle.push({ runner, timer });
  }

  async #assign(key: WarmKey, runner: WarmRunner, job: Job): Promise<LaunchedJob> {
    this.#crew(key).assignedAt = performance.now();
    const launched = await runner.assign(job);
    void this.#goOn(key, runner, launched);
    return launched;
  }

  /** What it does after a run. */
  async #goOn(key: WarmKey, runner: WarmRunner, { ended }: LaunchedJob): Promise<void> {
    await ended;
    if (this.#waiting.length > 0 && !(await runner.isFresh())) this.#retireBusy(key, runner);
    else this.#free(key, runner);
  }

  #retireBusy(key: WarmKey, runner: WarmRunner): void {
    this.#crew(key).busy -= 1;
    this.#retire(runner);
  }

  #leaveQueue(key: WarmKey): Waiting[] {
    const leaving = this.#waitingFor(key);
    this.#waiting = this.#waiting.filter((waiting) => waiting.key.text !== key.text);
    return leaving;
  }

  #waitingFor(key: WarmKey): Waiting[] {
    return this.#waiting.filter((waiting) => waiting.key.text === key.text);
  }

  #retire(runner: WarmRunner): void {
    const retired = runner.retire().finally(() => this.#retiring.delete(retired));
    this.#retiring.add(retired);
  }
}
