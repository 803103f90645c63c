import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const resultStorageInspect = defineCommand({
  description: "Shows the block that results go to where no flow, task or work pool says a place for them.",
  options: { output: outputOption },
  examples: [["tutti result-storage inspect", ""]],
  async run(context, { options }) {
    const { showResultStorage } = await import("../server-upkeep/result-storage.ts");
    return showResultStorage(context, options);
  },
});
