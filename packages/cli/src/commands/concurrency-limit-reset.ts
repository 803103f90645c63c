import { defineCommand } from "../command.ts";

export const concurrencyLimitReset = defineCommand({
  description: "Frees all slots of a tag, whoever holds them.",
  arguments: [{ term: "<tag>", description: "the tag of the tasks" }],
  options: {},
  examples: [["tutti concurrency-limit reset database", ""]],
  async run(context, { args }) {
    const { freeTagLimit } = await import("../limits/tag-limits.ts");
    return freeTagLimit(context, args[0] ?? "");
  },
});
