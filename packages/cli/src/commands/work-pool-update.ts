import { defineCommand } from "../command.ts";
import { count, text } from "../option.ts";

export const workPoolUpdate = defineCommand({
  description: "Changes a work pool. What is not given stays as it is.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {
    baseJobTemplate: text("--base-job-template <file>", "a JSON file with the job template; - reads what is piped in"),
    concurrencyLimit: count("--concurrency-limit <count>", "how many of its runs may be under way", {
      min: 0,
      fallback: null,
    }),
    description: text("--description <text>", "what it is for"),
  },
  examples: [
    ["tutti work-pool update zoompool --concurrency-limit 5", ""],
    ["tutti work-pool update zoompool --base-job-template zoom.json", ""],
  ],
  async run(context, { args, options }) {
    const { updateFromOptions } = await import("../work/change-work-pool.ts");
    return updateFromOptions(context, args[0] ?? "", options);
  },
});
