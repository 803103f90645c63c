import { setTimeout } from "node:timers/promises";
import { readFlowRun } from "@tutti/client/flow-runs";
import { TuttiError } from "@tutti/core/errors";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { outputOption, seconds } from "../option.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "../runs/find-flow-run.ts";
import { isOver } from "../runs/state-text.ts";
import { RunProgress } from "../runs/run-progress.ts";

const LOOK_EVERY_MS = 500;

export const flowRunWatch = defineCommand({
  description:
    "Waits for a flow run to end, and tells its states and its tasks as they come. The exit code is 0 when it completed, 1 when it ended otherwise, 5 when the time is up.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    timeout: seconds("--timeout <seconds>", "how long to wait at most; for ever unless given"),
    output: outputOption,
  },
  examples: [
    ["tutti flow-run watch brave-otter", "until it ends"],
    ["tutti flow-run watch brave-otter && ./deploy.sh", "go on only when it completed"],
    ["tutti flow-run watch brave-otter --timeout 60 -o json", "the run as it ended, for a program"],
  ],
  async run({ output, connect }, { args, options }) {
    const api = await connect();
    const isQuiet = options.output === "json";
    let run = await findFlowRun(api, args[0] ?? "");
    const progress = new RunProgress(api, run.id, output);
    const deadlineMs = performance.now() + (options.timeout ?? Number.POSITIVE_INFINITY) * 1000;
    for (;;) {
      if (!isQuiet) await progress.print(run);
      if (isOver(run)) break;
      if (performance.now() >= deadlineMs) {
        throw new TuttiError("waited_in_vain", `${oneLine(run.name)} is ${run.state_name ?? "without a state"} still`);
      }
      await setTimeout(Math.min(LOOK_EVERY_MS, deadlineMs - performance.now()));
      run = await readFlowRun(api, run.id);
    }
    if (isQuiet) output.json(run);
    return run.state_type === "COMPLETED" ? EXIT.ok : EXIT.failed;
  },
});
