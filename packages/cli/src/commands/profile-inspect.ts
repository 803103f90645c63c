import { profileNamed } from "@tutti/client/active-profile";
import { defineCommand } from "../command.ts";
import { flag, outputOption } from "../option.ts";
import { findSetting } from "@tutti/core/settings/all-settings";

export const profileInspect = defineCommand({
  description: "Shows the settings of a profile; without a name, of the one in use.",
  arguments: [{ term: "[name]", description: "its name" }],
  options: { secrets: flag("--show-secrets", "passwords in clear text"), output: outputOption },
  examples: [["tutti profile inspect prod", "by its name"]],
  async run({ output, profiles, profile }, { args: [name], options }) {
    const { name: found, settings } = name === undefined ? await profile() : profileNamed(await profiles(), name);
    const shown = Object.entries(settings).map(([key, value]) => {
      const isHidden = !options.secrets && findSetting(key)?.isSecret === true;
      return [key, isHidden ? "********" : value] as const;
    });
    if (options.output === "json") output.json({ name: found, settings: Object.fromEntries(shown) });
    else if (shown.length === 0) output.say(`The profile ${found} sets nothing.`);
    else output.facts(shown);
  },
});
