import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const automationPause = defineCommand({
  description: "Lets an automation do nothing until it is resumed.",
  arguments: [{ term: "[name]", description: "its name" }],
  options: { id: text("--id <id>", "the automation of this id, instead of a name") },
  examples: [["tutti automation pause on-failure", ""]],
  async run(context, { args, options }) {
    const { setAutomationEnabled } = await import("../automations/change-automations.ts");
    return setAutomationEnabled(context, { name: args[0], id: options.id }, false);
  },
});
