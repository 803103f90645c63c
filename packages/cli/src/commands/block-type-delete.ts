import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const blockTypeDelete = defineCommand({
  description: "Deletes a type of block with all its blocks. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<slug>", description: "the slug of the type" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti block type delete my-block", "asks first"]],
  async run(context, { args, options }) {
    const { removeBlockType } = await import("../blocks/block-types.ts");
    return removeBlockType(context, args[0] ?? "", options);
  },
});
