import { defineCommand } from "../command.ts";
import { count, flag, number } from "../option.ts";

export const gclCreate = defineCommand({
  description: "Makes a global concurrency limit, or with a decay a rate limit.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {
    limit: count("-l, --limit <count>", "how many slots there are", { min: 0, fallback: null }),
    disable: flag("--disable", "not in force yet"),
    activeSlots: count("--active-slots <count>", "how many count as taken", { min: 0, fallback: null }),
    slotDecayPerSecond: number("--slot-decay-per-second <rate>", "how many come free by themselves each second"),
  },
  examples: [
    ["tutti gcl create database -l 5", "five at once"],
    ["tutti gcl create api -l 10 --slot-decay-per-second 2", "two a second"],
  ],
  async run(context, { args, options }) {
    const { makeLimit } = await import("../limits/global-limits.ts");
    return makeLimit(context, args[0] ?? "", options);
  },
});
