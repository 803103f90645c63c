import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const automationResume = defineCommand({
  description: "Lets an automation work again.",
  arguments: [{ term: "[name]", description: "its name" }],
  options: { id: text("--id <id>", "the automation of this id, instead of a name") },
  examples: [["tutti automation resume on-failure", ""]],
  async run(context, { args, options }) {
    const { setAutomationEnabled } = await import("../automations/change-automations.ts");
    return setAutomationEnabled(context, { name: args[0], id: options.id }, true);
  },
});
