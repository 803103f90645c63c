import { defineCommand } from "../command.ts";
import { texts } from "../option.ts";

export const tui = defineCommand({
  description:
    "Shows runs on the whole terminal, as they change: the newest first, each with its tasks and its log. Keys open a run, cancel it, run it again, and open it in the dashboard.",
  options: { flowNames: texts("--flow-name <name>", "runs of this flow; repeatable") },
  examples: [
    ["tutti tui", "all runs"],
    ["tutti tui --flow-name main-flow", "those of one flow"],
  ],
  async run(context, { options }) {
    const { runTui } = await import("../tui/run-tui.ts");
    return runTui(context, options);
  },
});
