import { defineCommand } from "../command.ts";
import { flag, outputOption } from "../option.ts";

export const flowRunInspect = defineCommand({
  description:
    "Shows all about a flow run: its state and times, what it waits for, parameters, tasks, and the states it was in.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    web: flag("-w, --web", "open the run in the dashboard instead"),
    output: outputOption,
  },
  examples: [
    ["tutti flow-run inspect brave-otter", "by its name"],
    ["tutti flow-run inspect 0195f1c2 -o json", "by the beginning of its id, for a program"],
    ["tutti flow-run inspect brave-otter --web", "in the browser"],
  ],
  async run(context, { args, options }) {
    const { showFlowRun } = await import("../runs/show-flow-run.ts");
    return showFlowRun(context, args[0] ?? "", options);
  },
});
