import { automationFlags } from "../automations/wizard/automation-flags.ts";
import { defineCommand } from "../command.ts";
import { flag, outputOption, text } from "../option.ts";

export const automationCreate = defineCommand({
  description:
    "Makes automations. On a terminal it asks when one acts and what it does; each question has a flag. What is more than that is written: one automation, a list, or an object with a list called automations, in a file or in JSON. All are checked before the first is made.",
  options: {
    fromFile: text("-f, --from-file <file>", "a YAML or JSON file with one or several; - reads what is piped in"),
    fromJson: text("-j, --from-json <json>", "JSON with one or several"),
    ...automationFlags,
    yes: flag("-y, --yes", "do not ask whether it shall be made"),
    output: outputOption,
  },
  examples: [
    ["tutti automation create", "asks for each part"],
    [
      "tutti automation create --name alarm --when flow-run --state Failed --action send-notification=slack-webhook/ops",
      "",
    ],
    ["tutti automation create --name slow --when flow-run --state Running --for 1h --action cancel-flow-run", ""],
    ["tutti automation create -f automations.yaml", ""],
  ],
  async run(context, { options }) {
    const { fromFile, fromJson, yes, output, ...choice } = options;
    const { makeAutomations } = await import("../automations/change-automations.ts");
    return makeAutomations(context, { source: { fromFile, fromJson }, choice, yes, output });
  },
});
