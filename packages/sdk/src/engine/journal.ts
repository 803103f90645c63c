import { filterTaskRuns } from "@tutti/client/task-runs";
import { TuttiError } from "@tutti/core/errors";
import { type Instant, instant, parseInstant } from "@tutti/core/instant";
import { isOwnEnd, type StateType } from "@tutti/core/state-type";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { ApiClient } from "@tutti/client/http";
import { errorFromText } from "../results/failure.ts";
import type { ResultStore } from "../results/result-store.ts";
import { summaryOfWire } from "./propose-state.ts";
import { ROLLED_BACK } from "./state-summary.ts";
import type { Outcome, StateSummary } from "../state.ts";

// J1: a step that has completed is never run again under the same flow run: its result is given back.
// J2: a step that has failed, or said itself that it was cancelled or crashed, is given back after a crash, and run again when the flow is retried (decision 6), however often
//     that retry is cut short.
// J3: a step that was rolled back has an end, but is run again.
// J4: a step without an end keeps its id, so what an earlier attempt logged stays with it.

const PAGE = 200;

/** How a step ended, and how to get at what it came to. */
export interface StepEnd {
  readonly state: StateSummary;
  /** When: ends are given back in this order. */
  readonly at: Instant;
  /** What the state carries. */
  readonly data?: unknown;
  /** When the server had it, by its clock, in microseconds; absent from ends of this process. */
  readonly recordedAt?: number;
  readonly outcome: () => Promise<Outcome<unknown>>;
}

export interface StepRecord {
  readonly taskRunId: string;
  readonly name: string;
  readonly end: StepEnd | null;
  /** The steps of the subflow run that this step stands for, when it ran in this process. */
  readonly child?: Journal;
}

/** The versions of a flow's code: that which began the run, and that which goes on with it. */
export interface CodeChange {
  readonly before: string;
  readonly now: string;
}

/** The steps of one flow run that are on record. */
export class Journal {
  readonly #records = new Map<string, StepRecord>();
  /** How many committed steps of each task no call has asked for yet; counted only when the code has changed. */
  readonly #unused = new Map<string, number>();
  #codeChange: CodeChange | null = null;
  /** Whether ends are kept in memory, for a retry of the flow in this process. */
  readonly keepsEnds: boolean;
  /** Failures that were on record then are run again: when the flow last failed, by the server's clock. */
  rerunsFailuresUntil = Infinity;
  /** Where nothing is to be executed: what becomes of a call that is not on record. */
  onMissing: ((stepKey: string) => Promise<never>) | null = null;
  readonly #asked = new Set<string>();

  constructor(keepsEnds: boolean) {
    this.keepsEnds = keepsEnds;
  }

  /**
   * The record of a step. Throws `code_changed` when the code has and the call finds no record while committed steps of
   * its task stand unused: most likely this step is one of those under another key, and would run twice.
   */
  find(taskKey: string, dynamicKey: string): StepRecord | undefined {
    if (this.onMissing !== null) this.#asked.add(`${taskKey}/${dynamicKey}`);
    if (this.#records.size === 0) return undefined;
    const record = this.#records.get(`${taskKey}/${dynamicKey}`);
    if (this.#codeChange !== null) this.#noteUse(taskKey, record, this.#codeChange);
    return record;
  }

  /** From now on a call that finds no record is checked against the steps that stand unused. */
  guardAgainst(change: CodeChange): void {
    this.#codeChange = change;
    for (const [key, record] of this.#records) {
      const taskKey = key.slice(0, key.indexOf("/"));
      if (record.end?.state.type === "COMPLETED") this.#unused.set(taskKey, (this.#unused.get(taskKey) ?? 0) + 1);
    }
  }

  #noteUse(taskKey: string, record: StepRecord | undefined, { before, now }: CodeChange): void {
    const unused = this.#unused.get(taskKey) ?? 0;
    if (record?.end?.state.type === "COMPLETED") this.#unused.set(taskKey, unused - 1);
    if (record !== undefined || unused <= 0) return;
    const versions = `version ${before.slice(0, 8)} began it, ${now.slice(0, 8)} goes on`;
    const detail = `a call of "${taskKey}" is not on record, while ${unused} committed steps of it are not asked for`;
    throw new TuttiError("code_changed", `${detail} (${versions})`);
  }

  /** The record of a step, whoever asks: it does not count as used. */
  peek(stepKey: string): StepRecord | undefined {
    return this.#records.get(stepKey);
  }

  /** Whether a step with this end is given back instead of being run. */
  isReplayed(end: StepEnd): boolean {
    if (end.state.name === ROLLED_BACK) return false;
    return end.state.type === "COMPLETED" || (end.recordedAt ?? Infinity) > this.rerunsFailuresUntil;
  }

  /** Whether a call of this key will be given what is on record. Asks without counting as that call. */
  isGiven(taskKey: string, dynamicKey: string): boolean {
    const end = this.#records.get(`${taskKey}/${dynamicKey}`)?.end ?? null;
    return end !== null && this.isReplayed(end);
  }

  /** The first number that no step of this task has in its name, nor any after it. */
  numbersTaken(taskName: string): number {
    let next = 0;
    for (const [key, { name }] of this.#records) {
      if (!key.startsWith(`${taskName}/`) || !name.startsWith(`${taskName}-`)) continue;
      const number = name.slice(taskName.length + 1);
      if (/^\d{1,15}$/.test(number)) next = Math.max(next, Number(number) + 1);
    }
    return next;
  }

  keep(stepKey: string, record: StepRecord): void {
    this.#records.set(stepKey, record);
  }

  adopt(runs: readonly TaskRun[], results: ResultStore): void {
    for (const run of runs) this.#records.set(`${run.task_key}/${run.dynamic_key}`, recordOf(run, results));
  }

  /** Steps that have ended and that no call asked for, where that is noted. */
  unasked(): string[] {
    return [...this.#records].flatMap(([key, { end }]) => (end === null || this.#asked.has(key) ? [] : [key]));
  }

  /** Reads what an earlier process left. The run must not be executed by another meanwhile: its lease sees to that. */
  async load(api: ApiClient, results: ResultStore, flowRunId: string): Promise<void> {
    for (let offset = 0; ; offset += PAGE) {
      const page = await filterTaskRuns(api, {
        task_runs: { flow_run_id: { any_: [flowRunId] } },
        sort: "EXPECTED_START_TIME_ASC",
        limit: PAGE,
        offset,
      });
      this.adopt(page, results);
      if (page.length < PAGE) return;
    }
  }
}

function recordOf(run: TaskRun, results: ResultStore): StepRecord {
  return { taskRunId: run.id, name: run.name, end: endOf(run, results) };
}

function endOf(run: TaskRun, results: ResultStore): StepEnd | null {
  const { state } = run;
  if (state === null || !hasOutcome(state)) return null;
  const { type, message, data } = state;
  const at = parseInstant(state.timestamp) ?? instant(0);
  const recordedAt = parseInstant(run.updated ?? "") ?? 0;
  const outcome = () => recordedOutcome(type, message, data, results);
  return { state: summaryOfWire(state), at, data, recordedAt, outcome };
}

/** What a state says of what its run came to. */
interface RecordedState {
  readonly type: StateType;
  readonly data: unknown;
}

/** Whether the run came to its end by itself: to a value, or to an error of which the state has the text. */
export function hasOutcome({ type, data }: RecordedState): boolean {
  return isOwnEnd(type, typeof data === "string");
}

/** What a recorded state stands for that has an outcome. */
export async function recordedOutcome(
  type: StateType,
  message: string | null,
  data: unknown,
  results: ResultStore,
): Promise<Outcome<unknown>> {
  const value = await results.decode(data);
  if (type === "COMPLETED") return { kind: "value", value };
  const error = typeof value === "string" ? errorFromText(value) : new Error(message ?? "The task run failed");
  return { kind: "error", error: value instanceof Error ? value : error };
}
