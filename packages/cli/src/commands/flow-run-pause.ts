import { defineCommand } from "../command.ts";
import { outputOption, seconds } from "../option.ts";

export const flowRunPause = defineCommand({
  description: "Pauses a flow run that is under way: its process waits until it is resumed.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    timeout: seconds("--timeout <seconds>", "fail it when nobody resumes it in time; an hour unless given"),
    output: outputOption,
  },
  examples: [["tutti flow-run pause brave-otter", ""]],
  async run(context, { args, options }) {
    const { pauseFlowRun } = await import("../runs/pause-flow-run.ts");
    return pauseFlowRun(context, args[0] ?? "", options, false);
  },
});
