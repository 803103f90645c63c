import { setTimeout } from "node:timers/promises";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { filterLogs } from "@tutti/client/logs";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Log } from "@tutti/core/wire/log";
import { defineCommand } from "../command.ts";
import { count, flag, outputOption } from "../option.ts";
import type { Output } from "../output.ts";
import { findFlowRun } from "../runs/find-flow-run.ts";
import { LogFollower } from "../runs/log-follower.ts";
import { logText } from "../runs/log-text.ts";
import { readPages } from "../runs/read-pages.ts";
import { isOver } from "../runs/state-text.ts";
import { TaskNames } from "../runs/task-names.ts";

const LOOK_EVERY_MS = 500;
const FEW = 20;
const ALL = Number.MAX_SAFE_INTEGER;

export const flowRunLogs = defineCommand({
  description: "Shows what a flow run and its tasks logged, oldest first; with --follow until the run has ended.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    follow: flag("-f, --follow", "go on until the run has ended; with -o json, one object a line"),
    head: flag("-h, --head", `only the first ${FEW}`),
    tail: flag("-t, --tail", `only the last ${FEW}`),
    numLogs: count("-n, --num-logs <count>", "how many --head or --tail shows", { min: 1, fallback: null }),
    reverse: flag("-r, --reverse", "the newest first"),
    output: outputOption,
  },
  examples: [
    ["tutti flow-run logs brave-otter", "all of them"],
    ["tutti flow-run logs -f brave-otter", "follow a run until it ends"],
    ["tutti flow-run logs -t -n 100 brave-otter", "the last hundred"],
  ],
  async run({ output, connect }, { args, options }) {
    if (options.head && options.tail) throw new TuttiError("invalid_usage", "--head and --tail exclude each other.");
    if (options.follow && (options.head || options.reverse)) {
      throw new TuttiError("invalid_usage", "--follow shows what comes: it goes with --tail, not --head or --reverse.");
    }
    const api = await connect();
    const run = await findFlowRun(api, args[0] ?? "");
    const logs = await readLogs(api, run.id, options);
    const print = printer(api, output, options.output === "json", options.follow);
    await print(logs);
    if (options.follow) await follow(api, run, logs, print);
    else if (logs.length === 0 && options.output === null) output.say("This run has logged nothing.");
  },
});

interface Selection {
  readonly head: boolean;
  readonly tail: boolean;
  readonly numLogs: number | null;
  readonly reverse: boolean;
}

async function readLogs(
  api: ApiClient,
  flowRunId: string,
  { head, tail, numLogs, reverse }: Selection,
): Promise<Log[]> {
  const isPart = head || tail || numLogs !== null;
  const fromEnd = tail || (reverse && !head);
  const logs = await readPages(isPart ? (numLogs ?? FEW) : ALL, (page) =>
    filterLogs(api, {
      logs: { flow_run_id: { any_: [flowRunId] } },
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
    if (isJson && isStream) for (const log of logs) output.line(JSON.stringify(log));
    else if (isJson) output.json(logs);
    else {
      await names.learn(logs.map((log) => log.task_run_id));
      for (const log of logs) output.line(logText(log, names.get(log.task_run_id), output));
    }
  };
}

/** A run's last logs may be stored just after its end, so there is one more look behind it. */
async function follow(api: ApiClient, run: FlowRun, shown: readonly Log[], print: Print): Promise<void> {
  const follower = new LogFollower(api, run.id, shown);
  for (let hasEnded = isOver(run); ;) {
    if (!hasEnded) await setTimeout(LOOK_EVERY_MS);
    const wasOver = hasEnded;
    hasEnded = isOver(await readFlowRun(api, run.id));
    await print(await follower.next());
    if (wasOver) return;
    if (hasEnded) await setTimeout(LOOK_EVERY_MS);
  }
}
