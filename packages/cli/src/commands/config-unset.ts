import { TuttiError } from "@tutti/core/errors";
import { ALL_SETTINGS, findSetting } from "@tutti/core/settings/all-settings";
import { didYouMean } from "@tutti/client/closest";
import { confirm } from "../confirm.ts";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { flag } from "../option.ts";
import { changeProfile } from "../change-profile.ts";

export const configUnset = defineCommand({
  description: "Removes settings from the profile in use, so that their defaults hold again. It asks first.",
  arguments: [{ term: "<names...>", description: "names of settings" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti config unset TUTTI_API_URL -y", "back to the local server"]],
  async run(context, { args, options }) {
    const { output, home } = context;
    const active = await context.profile();
    const missing = args.find((name) => !Object.hasOwn(active.settings, name));
    if (missing !== undefined) {
      const isSetting = findSetting(missing) !== null;
      const hint = didYouMean(
        missing,
        isSetting ? [] : [...Object.keys(active.settings), ...ALL_SETTINGS.map(({ name }) => name)],
      );
      const what = isSetting ? "is not set in the profile" : "is not a setting, nor set in the profile";
      throw new TuttiError("unset_setting", `${missing} ${what} ${active.name}.${hint}`);
    }
    if (!(await confirm(`Remove ${args.join(", ")} from the profile ${active.name}?`, options.yes, context))) {
      output.say("Nothing was removed.");
      return EXIT.failed;
    }
    await changeProfile(home, active.name, (settings) =>
      Object.fromEntries(Object.entries(settings).filter(([name]) => !args.includes(name))),
    );
    for (const name of args) output.say(`Removed ${name} from the profile ${active.name}.`);
    return EXIT.ok;
  },
});
