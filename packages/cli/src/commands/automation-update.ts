import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const automationUpdate = defineCommand({
  description: "Puts another automation in place of one that is there.",
  options: {
    id: text("--id <id>", "which one"),
    fromFile: text("-f, --from-file <file>", "a YAML or JSON file with one or several; - reads what is piped in"),
    fromJson: text("-j, --from-json <json>", "JSON with one or several"),
  },
  examples: [["tutti automation update --id 0195f1c2-77aa-7000-8000-000000000000 -f automation.yaml", ""]],
  async run(context, { options }) {
    const { replaceAutomation } = await import("../automations/change-automations.ts");
    return replaceAutomation(context, options);
  },
});
