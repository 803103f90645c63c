import { defineCommand } from "../command.ts";
import { wholeNumber } from "../whole-number.ts";

export const concurrencyLimitCreate = defineCommand({
  description: "Limits how many tasks of a tag run at once, or changes that limit.",
  arguments: [
    { term: "<tag>", description: "the tag of the tasks" },
    { term: "<limit>", description: "how many; 0 stops them" },
  ],
  options: {},
  examples: [["tutti concurrency-limit create database 5", ""]],
  async run(context, { args }) {
    const { makeTagLimit } = await import("../limits/tag-limits.ts");
    return makeTagLimit(context, args[0] ?? "", wholeNumber(args[1] ?? "", "The limit"));
  },
});
