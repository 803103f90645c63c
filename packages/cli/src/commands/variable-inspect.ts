import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const variableInspect = defineCommand({
  description: "Shows all about a variable.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { output: outputOption },
  examples: [["tutti variable inspect month", ""]],
  async run(context, { args, options }) {
    const { showVariable } = await import("../variables/show-variables.ts");
    return showVariable(context, args[0] ?? "", options);
  },
});
