import { TuttiError } from "@tutti/core/errors";
import { profileNamed } from "@tutti/client/active-profile";
import { defineCommand } from "../command.ts";
import { checkProfileName } from "../profile-name.ts";
import { changeProfiles } from "@tutti/client/profiles-file";

export const profileRename = defineCommand({
  description: "Gives a profile another name. If it is the active one, it stays so.",
  arguments: [
    { term: "<name>", description: "its name" },
    { term: "<new-name>", description: "the name it shall have" },
  ],
  options: {},
  examples: [["tutti profile rename prod production", ""]],
  async run({ output, home }, { args: [name = "", newName = ""] }) {
    checkProfileName(newName);
    await changeProfiles(home, (all) => {
      profileNamed(all, name);
      if (Object.hasOwn(all.profiles, newName)) throw new TuttiError("profile_exists", newName);
      const renamed = Object.entries(all.profiles).map(([key, settings]) => [key === name ? newName : key, settings]);
      return { active: all.active === name ? newName : all.active, profiles: Object.fromEntries(renamed) };
    });
    output.say(`The profile ${name} is now called ${newName}.`);
  },
});
