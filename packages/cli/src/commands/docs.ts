import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const docs = defineCommand({
  description:
    "Shows the documentation that is installed here, so that it fits the version and needs no network: its pages, one of them, a part of one, or what there is to say of an error.",
  arguments: [{ term: "[topic]", description: "a page, <page>#<heading>, or the code of an error" }],
  options: { output: outputOption },
  examples: [
    ["tutti docs", "all pages"],
    ["tutti docs deployments | less", "one of them"],
    ["tutti docs projects#templates", "a part of one"],
    ["tutti docs code_changed", "an error"],
  ],
  async run(context, { args, options }) {
    const { showDocs } = await import("../docs/show-docs.ts");
    return showDocs(context, args[0], options);
  },
});
