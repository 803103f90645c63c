import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const flowRunCancel = defineCommand({
  description:
    "Cancels a flow run. One that has not begun is Cancelled at once; one that runs is told to stop, and is Cancelling until it has.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: { output: outputOption },
  examples: [["tutti flow-run cancel brave-otter", "by its name"]],
  async run(context, { args, options }) {
    const { cancelFlowRun } = await import("../runs/cancel-flow-run.ts");
    return cancelFlowRun(context, args[0] ?? "", options);
  },
});
