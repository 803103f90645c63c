import { defineCommand } from "../command.ts";

export const gclDisable = defineCommand({
  description: "Puts a global concurrency limit out of force: it is there and limits nothing.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {},
  examples: [["tutti gcl disable database", ""]],
  async run(context, { args }) {
    const { changeLimit } = await import("../limits/global-limits.ts");
    return changeLimit(context, args[0] ?? "", {
      enable: false,
      disable: true,
      limit: null,
      activeSlots: null,
      slotDecayPerSecond: null,
    });
  },
});
