import { defineCommand } from "../command.ts";
import { flag, outputOption, text, texts } from "../option.ts";

export const blockCreate = defineCommand({
  description:
    "Makes a block of a type. What --field does not say it asks for on a terminal, as the type's schema has it; secrets are not shown. A field that holds a block takes <type>/<name>.",
  arguments: [{ term: "<type>", description: "the slug of its type; see tutti block type ls" }],
  options: {
    name: text("-n, --name <name>", "what to call it"),
    field: texts("-f, --field <name=value>", "a field, as text or JSON; repeatable"),
    overwrite: flag("--overwrite", "change the block of this name if there is one"),
    output: outputOption,
  },
  examples: [
    ["tutti block create aws-credentials", "asks for its fields"],
    ["tutti block create secret -n password -f value=hunter2", "in a script"],
  ],
  async run(context, { args, options }) {
    const { createBlock } = await import("../blocks/create-block.ts");
    return createBlock(context, args[0] ?? "", options);
  },
});
