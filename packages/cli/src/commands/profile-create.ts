import { TuttiError } from "@tutti/core/errors";
import { profileNamed } from "@tutti/client/active-profile";
import { defineCommand } from "../command.ts";
import { text } from "../option.ts";
import { checkProfileName } from "../profile-name.ts";
import { changeProfiles } from "@tutti/client/profiles-file";

export const profileCreate = defineCommand({
  description: "Makes a new profile, empty or as a copy of another. It does not become the active one.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: { from: text("--from <name>", "copy the settings of this profile") },
  examples: [
    ["tutti profile create prod", "an empty one"],
    ["tutti profile create staging --from prod", "a copy"],
  ],
  async run({ output, home }, { args: [name = ""], options }) {
    checkProfileName(name);
    await changeProfiles(home, (all) => {
      if (Object.hasOwn(all.profiles, name)) throw new TuttiError("profile_exists", name);
      const settings = options.from === null ? {} : profileNamed(all, options.from).settings;
      return { ...all, profiles: { ...all.profiles, [name]: settings } };
    });
    output.say(`Made the profile ${name}.`);
    output.say(output.styleAside("dim", `  For one command: tutti -p ${name} config view`));
    output.say(output.styleAside("dim", `  From now on:     tutti profile use ${name}`));
  },
});
