import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const workPoolStorageInspect = defineCommand({
  description: "Shows where the bundles of code go that Prefect's clients send to a work pool.",
  arguments: [{ term: "<name>", description: "the work pool's name" }],
  options: { output: outputOption },
  examples: [["tutti work-pool storage inspect zoompool", ""]],
  async run(context, { args: [name = ""], options }) {
    const { showStorage } = await import("../work/storage/show-storage.ts");
    return showStorage(context, name, options);
  },
});
