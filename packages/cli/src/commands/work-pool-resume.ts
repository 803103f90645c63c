import { defineCommand } from "../command.ts";

export const workPoolResume = defineCommand({
  description: "Lets workers take the runs of a pool again.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {},
  examples: [["tutti work-pool resume zoompool", ""]],
  async run(context, { args: [name = ""] }) {
    const { changeWorkPool } = await import("../work/change-work-pool.ts");
    return changeWorkPool(context, name, { is_paused: false }, `Resumed the work pool ${name}.`);
  },
});
