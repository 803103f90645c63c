import { defineCommand } from "../command.ts";
import { count, flag, outputOption } from "../option.ts";

export const taskRunLogs = defineCommand({
  description: "Shows what a task run logged, oldest first.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    head: flag("-h, --head", "only the first 20"),
    tail: flag("-t, --tail", "only the last 20"),
    numLogs: count("-n, --num-logs <count>", "how many --head or --tail shows", { min: 1, fallback: null }),
    reverse: flag("-r, --reverse", "the newest first"),
    output: outputOption,
  },
  examples: [["tutti task-run logs 0195f1c2-77aa", ""]],
  async run(context, { args, options }) {
    const { showTaskLogs } = await import("../runs/show-logs.ts");
    return showTaskLogs(context, args[0] ?? "", options);
  },
});
