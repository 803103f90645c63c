import { defineCommand } from "../command.ts";
import { flag, outputOption, seconds } from "../option.ts";

export const flowRunWatch = defineCommand({
  description:
    "Waits for a flow run to end, and tells its states and its tasks as they come. The exit code is 0 when it completed, 1 when it ended otherwise, 5 when the time is up.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    timeout: seconds("--timeout <seconds>", "how long to wait at most; for ever unless given"),
    exitStatus: flag("--exit-status", "as it is anyway: the exit code tells the outcome"),
    output: outputOption,
  },
  examples: [
    ["tutti flow-run watch brave-otter", "until it ends"],
    ["tutti flow-run watch brave-otter && ./deploy.sh", "go on only when it completed"],
    ["tutti flow-run watch brave-otter --timeout 60 -o json", "the run as it ended, for a program"],
  ],
  async run(context, { args, options }) {
    const { watchFlowRun } = await import("../runs/watch-flow-run.ts");
    return watchFlowRun(context, args[0] ?? "", { ...options, interval: null });
  },
});
