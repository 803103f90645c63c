import { readTaskRun } from "@tutti/client/task-runs";
import { TuttiError } from "@tutti/core/errors";
import { isTerminal } from "@tutti/core/state-type";
import type { TaskRun } from "@tutti/core/wire/task-run";
import type { Connection } from "../connection.ts";
import { hasOutcome, recordedOutcome } from "../engine/journal.ts";
import { currentContext } from "../engine/run-context.ts";
import { summaryOfWire } from "../engine/propose-state.ts";
import { wait } from "../engine/wait.ts";
import { printLine } from "../print-line.ts";
import { type Outcome, State } from "../state.ts";

export interface WaitOptions {
  /** How long to wait for the end; for ever unless given. */
  readonly timeoutSeconds?: number;
}

const TELL_AFTER_MS = 3000;
const FIRST_LOOK_MS = 50;
const LOOK_EVERY_MS = 1000;

/** A task run that some worker executes. */
export class BackgroundRun<R> {
  readonly taskRunId: string;
  readonly #connection: Connection;
  readonly #signal: AbortSignal;

  /** @internal Made by `task.delay()`. */
  constructor(taskRunId: string, connection: Connection, signal: AbortSignal) {
    this.taskRunId = taskRunId;
    this.#connection = connection;
    this.#signal = signal;
  }

  /** Waits for the end; does not reject for what the task threw. Rejects with `timed_out`. */
  async state({ timeoutSeconds = Infinity }: WaitOptions = {}): Promise<State<R>> {
    const begunAt = performance.now();
    const deadline = begunAt + timeoutSeconds * 1000;
    let isTold = false;
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 1.5, LOOK_EVERY_MS)) {
      const run = await readTaskRun(this.#connection.api, this.taskRunId);
      if (run.state_type !== null && isTerminal(run.state_type)) return this.#ended(run);
      if (!isTold && performance.now() - begunAt >= TELL_AFTER_MS) {
        isTold = true;
        if (run.state_type === "SCHEDULED") sayNobodyServes(run);
      }
      const leftMs = deadline - performance.now();
      if (leftMs <= 0) {
        throw new TuttiError("timed_out", `${run.name} is ${run.state_name ?? "not begun"} after ${timeoutSeconds} s`);
      }
      await wait(Math.min(pauseMs, leftMs), this.#signal);
    }
  }

  /** Waits for the end and gives the result; rejects with what the task threw, and with `timed_out`. */
  async result(options: WaitOptions = {}): Promise<R> {
    return (await this.state(options)).result();
  }

  async #ended({ state, name }: TaskRun): Promise<State<R>> {
    if (state === null) throw new TuttiError("wrong_state", `${name} has no state`);
    const summary = summaryOfWire(state);
    // The task's own type: whoever executed it ran the same task.
    return new State(summary, (await this.#outcomeOf(name, state)) as Outcome<R>);
  }

  async #outcomeOf(name: string, { type, message, data }: NonNullable<TaskRun["state"]>): Promise<Outcome<unknown>> {
    if (hasOutcome({ type, data })) return recordedOutcome(type, message, data, this.#connection.results);
    return {
      kind: "error",
      error: new TuttiError("wrong_state", `${name} is ${type}${message ? `: ${message}` : ""}`),
    };
  }
}

/** To whoever waits for what no process may be there to do. */
function sayNobodyServes({ name }: TaskRun): void {
  const { step, flowRun } = currentContext();
  const message = `Waiting for the task run ${name}, which no process has taken yet. To start one: tutti task serve <file>`;
  const logger = step?.logger ?? flowRun?.logger;
  if (logger === undefined) printLine(`tutti: ${message}`);
  else logger.info(message);
}
