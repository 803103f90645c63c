import { TuttiError } from "@tutti/core/errors";
import { profileNamed } from "@tutti/client/active-profile";
import { confirm } from "../confirm.ts";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { flag } from "../option.ts";
import { writeProfiles } from "@tutti/client/profiles-file";

export const profileDelete = defineCommand({
  description: "Deletes a profile. The active one cannot be deleted. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti profile delete staging --yes", "in a script"]],
  async run(context, { args: [name = ""], options }) {
    const all = await context.profiles();
    profileNamed(all, name);
    if (name === all.active) {
      throw new TuttiError("profile_in_use", name);
    }
    if (!(await confirm(`Delete the profile ${name}?`, options.yes, context))) {
      context.output.say("Nothing was deleted.");
      return EXIT.failed;
    }
    const left = Object.entries(all.profiles).filter(([key]) => key !== name);
    await writeProfiles(context.home, { ...all, profiles: Object.fromEntries(left) });
    context.output.say(`Deleted the profile ${name}.`);
    return EXIT.ok;
  },
});
