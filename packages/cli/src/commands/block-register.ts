import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const blockRegister = defineCommand({
  description:
    "Makes the types of blocks known that a file or a package exports, so that the dashboard and the command line offer them. Saving a block does it, too.",
  options: {
    module: text("-m, --module <package>", "a package or a part of it, such as @tutti/aws/s3-bucket"),
    file: text("-f, --file <path>", "a file that exports classes made with defineBlock"),
  },
  examples: [
    ["tutti block register -f blocks.ts", ""],
    ["tutti block register -m @tutti/aws/s3-bucket", ""],
  ],
  async run(context, { options }) {
    const { registerBlocks } = await import("../blocks/register-blocks.ts");
    return registerBlocks(context, options);
  },
});
