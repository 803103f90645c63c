import { defineCommand } from "../command.ts";
import { outputOption, text } from "../option.ts";

export const workerLs = defineCommand({
  description: "Lists the workers that were heard of, pool by pool.",
  options: { pool: text("-p, --pool <pool>", "only those of this pool"), output: outputOption },
  examples: [
    ["tutti worker ls", "of all pools"],
    ["tutti worker ls -p zoompool -o json", "of one, for a program"],
  ],
  async run(context, { options }) {
    const { listWorkers } = await import("../work/list-workers.ts");
    return listWorkers(context, options);
  },
});
