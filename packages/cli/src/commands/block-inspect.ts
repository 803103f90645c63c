import { defineCommand } from "../command.ts";
import { flag, outputOption, text } from "../option.ts";

export const blockInspect = defineCommand({
  description: "Shows a block and its fields. Secrets stay masked.",
  arguments: [{ term: "[block]", description: "<type>/<name>" }],
  options: {
    id: text("--id <id>", "the block of this id, instead of a name"),
    web: flag("-w, --web", "open it in the dashboard instead"),
    output: outputOption,
  },
  examples: [["tutti block inspect s3-bucket/data", ""]],
  async run(context, { args, options }) {
    const { showBlock } = await import("../blocks/show-blocks.ts");
    return showBlock(context, { slug: args[0], id: options.id }, options);
  },
});
