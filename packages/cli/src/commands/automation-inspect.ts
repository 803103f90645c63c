import { defineCommand } from "../command.ts";
import { flag, oneOf, text } from "../option.ts";

const formatOption = text("-o, --output <format>", "json or yaml, for programs");
formatOption.option.argParser(oneOf(["json", "yaml"]));

export const automationInspect = defineCommand({
  description: "Shows an automation: what triggers it, and what it does.",
  arguments: [{ term: "[name]", description: "its name" }],
  options: {
    id: text("--id <id>", "the automation of this id, instead of a name"),
    yaml: flag("--yaml", "as YAML, to edit and give to update"),
    web: flag("-w, --web", "open it in the dashboard instead"),
    output: formatOption,
  },
  examples: [
    ["tutti automation inspect on-failure", ""],
    ["tutti automation inspect on-failure --yaml", "to edit it"],
  ],
  async run(context, { args, options }) {
    const { showAutomation } = await import("../automations/show-automations.ts");
    return showAutomation(context, args[0], { ...options, output: options.yaml ? "yaml" : options.output });
  },
});
