import { defineCommand } from "../command.ts";
import { count, flag, number } from "../option.ts";

export const gclUpdate = defineCommand({
  description: "Changes a global concurrency limit. What is not given stays as it is.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {
    limit: count("-l, --limit <count>", "how many slots there are", { min: 0, fallback: null }),
    enable: flag("--enable", "in force"),
    disable: flag("--disable", "not in force"),
    activeSlots: count("--active-slots <count>", "how many count as taken", { min: 0, fallback: null }),
    slotDecayPerSecond: number("--slot-decay-per-second <rate>", "how many come free by themselves each second"),
  },
  examples: [["tutti gcl update database -l 10", ""]],
  async run(context, { args, options }) {
    const { changeLimit } = await import("../limits/global-limits.ts");
    return changeLimit(context, args[0] ?? "", options);
  },
});
