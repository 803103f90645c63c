import { defineCommand } from "../command.ts";
import { outputOption, text } from "../option.ts";

export const workerInspect = defineCommand({
  description: "Shows all about a worker: whether it is online, and when it was last heard of.",
  arguments: [{ term: "<name>", description: "its name, or its id" }],
  options: { pool: text("-p, --pool <pool>", "the work pool that it serves"), output: outputOption },
  examples: [["tutti worker inspect my-laptop", ""]],
  async run(context, { args, options }) {
    const { showWorker } = await import("../work/list-workers.ts");
    return showWorker(context, args[0] ?? "", options);
  },
});
