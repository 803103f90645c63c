import { defineCommand } from "../command.ts";
import { outputOption, seconds } from "../option.ts";

export const flowRunSuspend = defineCommand({
  description: "Suspends a flow run that is under way: its process ends, and another one goes on when it is resumed.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    timeout: seconds("--timeout <seconds>", "fail it when nobody resumes it in time; an hour unless given"),
    output: outputOption,
  },
  examples: [["tutti flow-run suspend brave-otter", ""]],
  async run(context, { args, options }) {
    const { pauseFlowRun } = await import("../runs/pause-flow-run.ts");
    return pauseFlowRun(context, args[0] ?? "", options, true);
  },
});
