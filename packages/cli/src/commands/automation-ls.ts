import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const automationLs = defineCommand({
  description: "Lists automations by name.",
  options: { output: outputOption },
  examples: [["tutti automation ls", ""]],
  async run(context, { options }) {
    const { listAutomations } = await import("../automations/show-automations.ts");
    return listAutomations(context, options);
  },
});
