import { TuttiError } from "@tutti/core/errors";
import { profileNamed } from "@tutti/client/active-profile";
import { confirm } from "../confirm.ts";
import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { flag } from "../option.ts";
import { changeProfiles, type Profiles } from "@tutti/client/profiles-file";

export const profileDelete = defineCommand({
  description: "Deletes a profile. The active one cannot be deleted. It asks first; without a terminal it needs --yes.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti profile delete staging --yes", "in a script"]],
  async run(context, { args: [name = ""], options }) {
    const checkDeletable = (all: Profiles) => {
      profileNamed(all, name);
      if (name === all.active) throw new TuttiError("profile_in_use", name);
    };
    checkDeletable(await context.profiles());
    if (!(await confirm(`Delete the profile ${name}?`, options.yes, context))) {
      context.output.say("Nothing was deleted.");
      return EXIT.failed;
    }
    await changeProfiles(context.home, (all) => {
      // Somebody may have chosen it while this one was asked.
      checkDeletable(all);
      const left = Object.entries(all.profiles).filter(([key]) => key !== name);
      return { ...all, profiles: Object.fromEntries(left) };
    });
    context.output.say(`Deleted the profile ${name}.`);
    return EXIT.ok;
  },
});
