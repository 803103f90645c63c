import { defineCommand } from "../command.ts";
import { flag, text } from "../option.ts";

export const blockDelete = defineCommand({
  description: "Deletes a block. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "[block]", description: "<type>/<name>" }],
  options: { id: text("--id <id>", "the block of this id, instead of a name"), yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti block delete s3-bucket/data", "asks first"]],
  async run(context, { args, options }) {
    const { removeBlock } = await import("../blocks/show-blocks.ts");
    return removeBlock(context, { slug: args[0], id: options.id }, options);
  },
});
