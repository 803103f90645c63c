import { defineCommand } from "../command.ts";

export const variableGet = defineCommand({
  description: "Prints the value of a variable: a text as it is, all else as JSON.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {},
  examples: [["tutti variable get month", ""]],
  async run(context, { args }) {
    const { printVariable } = await import("../variables/show-variables.ts");
    return printVariable(context, args[0] ?? "");
  },
});
