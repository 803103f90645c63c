import { defineCommand } from "../command.ts";
import { count, outputOption } from "../option.ts";

export const variableLs = defineCommand({
  description: "Lists variables by name.",
  options: { limit: count("-l, --limit <count>", "how many to list", { min: 1, fallback: 100 }), output: outputOption },
  examples: [["tutti variable ls", ""]],
  async run(context, { options }) {
    const { listVariables } = await import("../variables/show-variables.ts");
    return listVariables(context, options);
  },
});
