import { setTimeout } from "node:timers/promises";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { filterLogs } from "@tutti/client/logs";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Log } from "@tutti/core/wire/log";
import type { CommandContext } from "../context.ts";
import type { Output } from "../output.ts";
import { findFlowRun } from "./find-flow-run.ts";
import { findTaskRun } from "./find-task-run.ts";
import { LogFollower } from "./log-follower.ts";
import { logText } from "./log-text.ts";
import { readPages } from "./read-pages.ts";
import { isOver } from "./state-text.ts";
import { TaskNames } from "./task-names.ts";

const LOOK_EVERY_MS = 500;
const FEW = 20;
const ALL = Number.MAX_SAFE_INTEGER;

export interface LogOptions {
  readonly follow: boolean;
  readonly head: boolean;
  readonly tail: boolean;
  readonly numLogs: number | null;
  readonly reverse: boolean;
  /** Only what the tasks that failed logged. */
  readonly failed: boolean;
  readonly output: string | null;
}

/** Which logs are meant. */
type LogCondition = NonNullable<NonNullable<Parameters<typeof filterLogs>[1]["logs"]>>;

export async function showLogs(
  { output, connect }: CommandContext,
  reference: string,
  options: LogOptions,
): Promise<void> {
  if (options.head && options.tail) throw new TuttiError("invalid_usage", "--head and --tail exclude each other.");
  if (options.follow && (options.head || options.reverse)) {
    throw new TuttiError("invalid_usage", "--follow shows what comes: it goes with --tail, not --head or --reverse.");
  }
  if (options.follow && options.failed) {
    throw new TuttiError("invalid_usage", "--failed looks back: it does not go with --follow.");
  }
  const api = await connect();
  const run = await findFlowRun(api, reference);
  const ofRun = { flow_run_id: { any_: [run.id] } };
  const logs = await readLogs(api, options.failed ? await ofFailures(api, run.id) : ofRun, options);
  const print = printer(api, output, options.output === "json", options.follow);
  await print(logs);
  if (options.follow) await follow(api, run, logs, print);
  else if (logs.length === 0 && options.output === null) output.say("This run has logged nothing.");
}

/** What one task logged. */
export async function showTaskLogs(
  { output, connect }: CommandContext,
  reference: string,
  options: Omit<LogOptions, "follow" | "failed">,
): Promise<void> {
  if (options.head && options.tail) throw new TuttiError("invalid_usage", "--head and --tail exclude each other.");
  const api = await connect();
  const run = await findTaskRun(api, reference);
  const logs = await readLogs(api, { task_run_id: { any_: [run.id] } }, options);
  await printer(api, output, options.output === "json", false)(logs);
  if (logs.length === 0 && options.output === null) output.say("This task run has logged nothing.");
}

/** Logs of the tasks that failed or crashed; where none did, the errors of the run itself. */
async function ofFailures(api: ApiClient, flowRunId: string): Promise<LogCondition> {
  const failed = await readPages(ALL, (page) =>
    filterTaskRuns(api, {
      task_runs: { flow_run_id: { any_: [flowRunId] }, state: { type: { any_: ["FAILED", "CRASHED"] } } },
      ...page,
    }),
  );
  const ids = failed.map(({ id }) => id);
  return ids.length > 0 ? { task_run_id: { any_: ids } } : { flow_run_id: { any_: [flowRunId] }, level: { ge_: 40 } };
}

async function readLogs(
  api: ApiClient,
  condition: LogCondition,
  { head, tail, numLogs, reverse }: Omit<LogOptions, "follow" | "failed">,
): Promise<Log[]> {
  const isPart = head || tail || numLogs !== null;
  const fromEnd = tail || (reverse && !head);
  const logs = await readPages(isPart ? (numLogs ?? FEW) : ALL, (page) =>
    filterLogs(api, {
      logs: condition,
      sort: fromEnd ? "TIMESTAMP_DESC" : "TIMESTAMP_ASC",
      ...page,
    }),
  );
  return fromEnd === reverse ? logs : logs.toReversed();
}

type Print = (logs: readonly Log[]) => Promise<void>;

function printer(api: ApiClient, output: Output, isJson: boolean, isStream: boolean): Print {
  const names = new TaskNames(api);
  return async (logs) => {
    if (isJson && isStream) for (const log of logs) output.jsonLine(log);
    else if (isJson) output.json(logs);
    else {
      await names.learn(logs.map((log) => log.task_run_id));
      for (const log of logs) output.line(logText(log, names.get(log.task_run_id), output));
    }
  };
}

/** A run's last logs may be stored just after its end, so there is one more look behind it. */
async function follow(api: ApiClient, begun: FlowRun, shown: readonly Log[], print: Print): Promise<void> {
  const follower = new LogFollower(api, begun.id, shown);
  for (let run = begun; !isOver(run); run = await readFlowRun(api, run.id)) {
    await print(await follower.next());
    await setTimeout(LOOK_EVERY_MS);
  }
  await print(await follower.next());
  await setTimeout(LOOK_EVERY_MS);
  await print(await follower.next());
}
