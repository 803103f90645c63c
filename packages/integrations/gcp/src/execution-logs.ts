import { delay } from "@tutti/client/delay";
import { TuttiError } from "@tutti/core/errors";
import type { CloudLogging } from "./cloud-logging.ts";
import { type FollowedExecution, FollowedLog } from "./followed-log.ts";
import { explained, messageOf, statusOf } from "./google-failure.ts";
import { MOST_EXECUTIONS } from "./log-filter.ts";

// L1: a project may be asked 60 times a minute, by all who ask: one query is for all executions that are followed, none
//     follows another at once, and after one that failed each waits longer.
// L2: what is refused is told once to each, and not asked for again until somebody may have changed it.

/** How soon one query follows another at most; how long the last lines may take to be in the log. */
const LEAST_GAP_MS = 2000;
const LAST_LINES_MS = 3000;
const LONGEST_PAUSE_MS = 60_000;
/** A container of which no line is there yet when it has ended may have printed some. */
const LAST_ROUNDS = 3;
const ENDS_WITHIN_MS = 60_000;
const REFUSED_FOR_MS = 300_000;

/** One execution's lines, until it has ended. */
export interface Following {
  /** Tells the last of them. Never rejects. */
  finish(): Promise<void>;
}

/** What containers of Cloud Run print, asked for of Cloud Logging as seldom as may be. */
export class ExecutionLogs {
  readonly #logging: Pick<CloudLogging, "read">;
  readonly #everyMs: number;
  readonly #followed = new Set<FollowedLog>();
  /** Told when all was read that is there after they came. */
  #waiting: (() => void)[] = [];
  #refusal: { readonly reason: string; readonly untilMs: number } | null = null;
  #failures = 0;
  #askedAtMs = -Infinity;
  #isAsking = false;
  #pausing = new AbortController();

  constructor(logging: Pick<CloudLogging, "read">, everyMs: number) {
    this.#logging = logging;
    this.#everyMs = everyMs;
  }

  follow(told: FollowedExecution): Following {
    const log = new FollowedLog(told);
    if (this.#refusal !== null && performance.now() < this.#refusal.untilMs) told.onTrouble(this.#refusal.reason);
    else {
      this.#followed.add(log);
      if (!this.#isAsking) void this.#askOn();
    }
    return { finish: () => this.#finish(log) };
  }

  async #finish(log: FollowedLog): Promise<void> {
    const lateMs = performance.now() + ENDS_WITHIN_MS;
    for (let round = 0; round < LAST_ROUNDS; round++) {
      await delay(Math.min(this.#everyMs, LAST_LINES_MS));
      if (!this.#followed.has(log)) break;
      if (!(await this.#nextRound(lateMs - performance.now()))) {
        log.told.onTrouble("Cloud Logging does not answer in time");
        break;
      }
      if (log.lineCount > 0) break;
    }
    this.#followed.delete(log);
    if (this.#followed.size === 0) this.#pausing.abort();
  }

  /** Whether all was read that is there now, before so long has passed. */
  async #nextRound(withinMs: number): Promise<boolean> {
    const isOver = new AbortController();
    const round = new Promise<boolean>((resolve) => this.#waiting.push(() => resolve(true)));
    if (this.#failures === 0) this.#pausing.abort();
    const patience = delay(Math.max(0, withinMs), isOver.signal).then(() => false);
    const isRead = await Promise.race([round, patience]);
    isOver.abort();
    return isRead;
  }

  /** Goes on as long as anything is followed. */
  async #askOn(): Promise<void> {
    this.#isAsking = true;
    while (this.#followed.size > 0) {
      await this.#pause();
      const waiting = this.#waiting;
      this.#waiting = [];
      if (await this.#askForAll()) for (const told of waiting) told();
      else this.#waiting.unshift(...waiting);
    }
    this.#isAsking = false;
  }

  /** Whether nobody need ask again for what is there. */
  async #askForAll(): Promise<boolean> {
    const all = [...this.#followed];
    try {
      for (let from = 0; from < all.length; from += MOST_EXECUTIONS) {
        await this.#askFor(all.slice(from, from + MOST_EXECUTIONS));
      }
      this.#failures = 0;
      return true;
    } catch (error) {
      if (isRefused(error)) return this.#refuse(error);
      this.#failures++;
      return false;
    }
  }

  async #askFor(logs: readonly FollowedLog[]): Promise<void> {
    const byName = new Map(logs.map((log) => [log.execution, log]));
    const query = {
      projects: [...new Set(logs.map(({ project }) => project))],
      executions: [...byName.keys()],
      since: logs.map(({ from }) => from).reduce((one, other) => (one < other ? one : other)),
    };
    let next: string | null = null;
    let last: string | null = null;
    do {
      await this.#gap();
      const page = await this.#logging.read(query, next);
      for (const line of page.lines) byName.get(line.execution)?.take(line);
      last = page.lines.at(-1)?.at ?? last;
      next = page.next;
    } while (next !== null);
    if (last !== null) for (const log of logs) log.readUntil(last);
  }

  #refuse(error: unknown): true {
    const told = explained(error, "Cloud Logging");
    const reason = told instanceof TuttiError ? told.detail : messageOf(told);
    this.#refusal = { reason, untilMs: performance.now() + REFUSED_FOR_MS };
    for (const { told: each } of this.#followed) each.onTrouble(reason);
    this.#followed.clear();
    for (const told of this.#waiting.splice(0)) told();
    return true;
  }

  /** The next round is made when its time has come, and sooner where somebody waits for it. */
  async #pause(): Promise<void> {
    if (this.#waiting.length > 0 && this.#failures === 0) return;
    const waitMs = Math.min(this.#everyMs * 2 ** this.#failures, Math.max(LONGEST_PAUSE_MS, this.#everyMs));
    this.#pausing = new AbortController();
    await delay(waitMs, this.#pausing.signal);
  }

  async #gap(): Promise<void> {
    const soonestMs = this.#askedAtMs + Math.min(this.#everyMs, LEAST_GAP_MS);
    await delay(Math.max(0, soonestMs - performance.now()));
    this.#askedAtMs = performance.now();
  }
}

function isRefused(error: unknown): boolean {
  const status = statusOf(error);
  return status !== null && status < 500 && status !== 408 && status !== 429;
}
