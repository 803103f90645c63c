import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const blockTypeInspect = defineCommand({
  description: "Shows a type of block and its fields.",
  arguments: [{ term: "<slug>", description: "the slug of the type" }],
  options: { output: outputOption },
  examples: [["tutti block type inspect s3-bucket", ""]],
  async run(context, { args, options }) {
    const { showBlockType } = await import("../blocks/block-types.ts");
    return showBlockType(context, args[0] ?? "", options);
  },
});
