import { defineCommand } from "../command.ts";
import { flag, text } from "../option.ts";

export const automationDelete = defineCommand({
  description: "Deletes an automation, or all of them. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "[name]", description: "its name" }],
  options: {
    id: text("--id <id>", "the automation of this id, instead of a name"),
    all: flag("--all", "every automation there is"),
    yes: flag("-y, --yes", "do not ask"),
  },
  examples: [["tutti automation delete on-failure", "asks first"]],
  async run(context, { args, options }) {
    const { removeAutomations } = await import("../automations/change-automations.ts");
    return removeAutomations(context, args[0], options);
  },
});
