import { defineCommand } from "../command.ts";

export const workPoolPause = defineCommand({
  description: "Lets no worker take the runs of a pool until it is resumed. What is under way goes on.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {},
  examples: [["tutti work-pool pause zoompool", ""]],
  async run(context, { args: [name = ""] }) {
    const { changeWorkPool } = await import("../work/change-work-pool.ts");
    return changeWorkPool(context, name, { is_paused: true }, `Paused the work pool ${name}.`);
  },
});
