import type { ApiClient } from "@tutti/client/http";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { parseInstant } from "@tutti/core/instant";
import { type StateType, TERMINAL_STATE_TYPES } from "@tutti/core/state-type";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { durationText } from "../duration-text.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { clockTimeMs } from "../time-text.ts";
import { stateOf, stateText } from "./state-text.ts";

const PAGE = 200;
const NAME_WIDTH = 28;

/** Prints what a flow run and its tasks did since the last time, a line each: began, ended, changed. */
export class RunProgress {
  readonly #api: ApiClient;
  readonly #flowRunId: string;
  readonly #output: Output;
  readonly #told = new Map<string, string | null>();

  constructor(api: ApiClient, flowRunId: string, output: Output) {
    this.#api = api;
    this.#flowRunId = flowRunId;
    this.#output = output;
  }

  /** `run` is what was just read; its tasks are read here. A run's own state comes last when it ended. */
  async print(run: FlowRun): Promise<void> {
    const hasEnded = run.end_time !== null;
    if (!hasEnded) this.#tell(run);
    for (const task of await this.#changedTasks()) this.#tell(task);
    if (hasEnded) this.#tell(run);
  }

  async #changedTasks(): Promise<TaskRun[]> {
    const ended = await this.#unseen([...TERMINAL_STATE_TYPES], "END_TIME_DESC");
    const running = await this.#unseen(["RUNNING"], "EXPECTED_START_TIME_DESC");
    const changed = [...ended, ...running];
    return changed.toSorted((a, b) => Number(parseInstant(changedAt(a))) - Number(parseInstant(changedAt(b))));
  }

  /** Newest first, as far back as there is one that was not told. */
  async #unseen(types: StateType[], sort: "END_TIME_DESC" | "EXPECTED_START_TIME_DESC"): Promise<TaskRun[]> {
    const unseen: TaskRun[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const page = await filterTaskRuns(this.#api, {
        task_runs: { flow_run_id: { any_: [this.#flowRunId] }, state: { type: { any_: types } } },
        sort,
        limit: PAGE,
        offset,
      });
      const fresh = page.filter((task) => this.#told.get(task.id) !== task.state_id);
      unseen.push(...fresh);
      if (page.length < PAGE || fresh.length === 0) return unseen;
    }
  }

  #tell(run: FlowRun | TaskRun): void {
    if (this.#told.get(run.id) === run.state_id) return;
    this.#told.set(run.id, run.state_id);
    const output = this.#output;
    const isFlowRun = run.id === this.#flowRunId;
    const time = output.style("dim", clockTimeMs(changedAt(run)));
    const name = oneLine(run.name).padEnd(NAME_WIDTH);
    const took = run.end_time === null ? "" : `  ${durationText(run.total_run_time)}`;
    const message = run.state_type === "COMPLETED" ? "" : oneLine(run.state?.message ?? "");
    const reason = message === "" ? "" : `  ${output.style("dim", message)}`;
    output.line(
      `${time}  ${isFlowRun ? output.style("bold", name) : name}  ${stateText(stateOf(run), output)}${took}${reason}`,
    );
  }
}

function changedAt(run: FlowRun | TaskRun): string {
  return run.state?.timestamp ?? run.created ?? "";
}
