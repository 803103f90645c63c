import type { CommandKind } from "../job/command-kind.ts";
import type { LogShipper } from "@tutti/client/log-shipper";

const LEVELS = { info: 20, warn: 30, error: 40 } as const;
const KEPT_LINES = 30;
const WORKER_LOG = "tutti.flow_runs.worker";
const OUTPUT_LOG = "tutti.flow_runs.output";

/**
 * What a worker writes into a run's log: its own words, and what the run's process prints where that does not send logs
 * itself. Of one that does, the last lines are told when it fails: they say why, and nobody else has them.
 */
export class RunLog {
  readonly #shipper: LogShipper;
  readonly #flowRunId: string;
  readonly #isOutputShipped: boolean;
  readonly #last: string[] = [];

  constructor(shipper: LogShipper, flowRunId: string, kind: CommandKind) {
    this.#shipper = shipper;
    this.#flowRunId = flowRunId;
    this.#isOutputShipped = kind === "other";
  }

  write(level: keyof typeof LEVELS, message: string): void {
    this.#add(WORKER_LOG, LEVELS[level], message);
  }

  /** A line that the process printed. */
  output(line: string): void {
    if (this.#isOutputShipped) this.#add(OUTPUT_LOG, LEVELS.info, line);
    else if (this.#last.push(line) > KEPT_LINES) this.#last.shift();
  }

  /** The process failed: says how, with the last that it printed. */
  failure(message: string): void {
    const printed = this.#last.length === 0 ? "" : `\nThe last that it printed:\n${this.#last.join("\n")}`;
    this.write("error", message + printed);
  }

  #add(name: string, level: number, message: string): void {
    const timestamp = new Date().toISOString();
    this.#shipper.add({ name, level, message, timestamp, flow_run_id: this.#flowRunId });
  }
}
