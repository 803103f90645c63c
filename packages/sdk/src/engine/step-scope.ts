import { type LogSink, RunLogger } from "../logger.ts";
import type { TaskRunInfo } from "../task-options.ts";
import type { StepRun } from "./step-run.ts";

/** A task run under way, as the code inside it sees it. */
export class StepScope {
  readonly run: StepRun;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Among the steps under way. */
  place = -1;
  readonly #logs: LogSink;
  #logger: RunLogger | null = null;
  #controller: AbortController | null = null;
  #abortReason: Error | null = null;

  constructor(run: StepRun, parameters: Readonly<Record<string, unknown>>, logs: LogSink) {
    this.run = run;
    this.parameters = parameters;
    this.#logs = logs;
  }

  /** How later steps name this one, and the keys of the steps inside it begin. */
  get stepKey(): string {
    return `${this.run.fields.taskKey}/${this.run.fields.dynamicKey}`;
  }

  get logger(): RunLogger {
    const { flowRunId, id, name } = this.run.fields;
    this.#logger ??= new RunLogger({ flowRunId, taskRunId: id, title: `Task run '${name}'` }, this.#logs);
    return this.#logger;
  }

  get info(): TaskRunInfo {
    const { id, name, taskKey, tags, flowRunId } = this.run.fields;
    const { parameters } = this;
    return { id, name, taskName: taskKey, flowRunId, runCount: this.run.runCount, tags, parameters };
  }

  /** Made when first asked for: most steps never look at it. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#abortReason !== null) this.#controller.abort(this.#abortReason);
    }
    return this.#controller.signal;
  }

  abort(reason: Error): void {
    this.#abortReason ??= reason;
    this.#controller?.abort(reason);
  }

  /** A new attempt begins with a fresh signal. */
  renewSignal(): void {
    this.#controller = null;
    this.#abortReason = null;
  }
}
