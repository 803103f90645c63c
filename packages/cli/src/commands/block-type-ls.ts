import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const blockTypeLs = defineCommand({
  description: "Lists the types of blocks.",
  options: { output: outputOption },
  examples: [["tutti block type ls", ""]],
  async run(context, { options }) {
    const { listBlockTypes } = await import("../blocks/block-types.ts");
    return listBlockTypes(context, options);
  },
});
