import { defineCommand } from "../command.ts";
import { outputOption, text } from "../option.ts";

export const automationCreate = defineCommand({
  description:
    "Makes automations from a file or from JSON: one, a list, or an object with a list called automations. All are checked before the first is made.",
  options: {
    fromFile: text("-f, --from-file <file>", "a YAML or JSON file with one or several; - reads what is piped in"),
    fromJson: text("-j, --from-json <json>", "JSON with one or several"),
    output: outputOption,
  },
  examples: [["tutti automation create -f automations.yaml", ""]],
  async run(context, { options }) {
    const { createAutomations } = await import("../automations/change-automations.ts");
    return createAutomations(context, options);
  },
});
