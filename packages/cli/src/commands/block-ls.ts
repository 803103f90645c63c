import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const blockLs = defineCommand({
  description: "Lists blocks by type and name.",
  options: { output: outputOption },
  examples: [["tutti block ls", ""]],
  async run(context, { options }) {
    const { listBlocks } = await import("../blocks/show-blocks.ts");
    return listBlocks(context, options);
  },
});
