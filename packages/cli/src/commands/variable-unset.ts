import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const variableUnset = defineCommand({
  description: "Deletes a variable. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti variable unset month", "asks first"]],
  async run(context, { args, options }) {
    const { removeVariable } = await import("../variables/change-variable.ts");
    return removeVariable(context, args[0] ?? "", options);
  },
});
