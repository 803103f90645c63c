import { defineCommand } from "../command.ts";
import { count, flag, outputOption } from "../option.ts";

const FEW = 20;

export const flowRunLogs = defineCommand({
  description: "Shows what a flow run and its tasks logged, oldest first; with --follow until the run has ended.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    follow: flag("-f, --follow", "go on until the run has ended; with -o json, one object a line"),
    head: flag("-h, --head", `only the first ${FEW}`),
    tail: flag("-t, --tail", `only the last ${FEW}`),
    numLogs: count("-n, --num-logs <count>", "how many --head or --tail shows", { min: 1, fallback: null }),
    reverse: flag("-r, --reverse", "the newest first"),
    failed: flag("--failed", "only what the tasks that failed logged"),
    output: outputOption,
  },
  examples: [
    ["tutti flow-run logs brave-otter", "all of them"],
    ["tutti flow-run logs -f brave-otter", "follow a run until it ends"],
    ["tutti flow-run logs --failed brave-otter", "why it failed"],
    ["tutti flow-run logs -t -n 100 brave-otter", "the last hundred"],
  ],
  async run(context, { args, options }) {
    const { showLogs } = await import("../runs/show-logs.ts");
    return showLogs(context, args[0] ?? "", options);
  },
});
