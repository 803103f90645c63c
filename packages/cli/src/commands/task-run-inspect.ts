import { defineCommand } from "../command.ts";
import { flag, outputOption } from "../option.ts";

export const taskRunInspect = defineCommand({
  description: "Shows all about a task run: its state and times, what it waits for, and the states it was in.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    web: flag("-w, --web", "open its flow run in the dashboard instead"),
    output: outputOption,
  },
  examples: [
    ["tutti task-run inspect 0195f1c2-77aa", "by the beginning of its id"],
    ["tutti task-run inspect 0195f1c2-77aa -o json", "for a program"],
  ],
  async run(context, { args, options }) {
    const { showTaskRun } = await import("../runs/show-task-run.ts");
    return showTaskRun(context, args[0] ?? "", options);
  },
});
