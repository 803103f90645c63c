import { defineCommand } from "../command.ts";

export const gclEnable = defineCommand({
  description: "Puts a global concurrency limit in force.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {},
  examples: [["tutti gcl enable database", ""]],
  async run(context, { args }) {
    const { changeLimit } = await import("../limits/global-limits.ts");
    return changeLimit(context, args[0] ?? "", {
      enable: true,
      disable: false,
      limit: null,
      activeSlots: null,
      slotDecayPerSecond: null,
    });
  },
});
