import { profileNamed } from "@tutti/client/active-profile";
import { defineCommand } from "../command.ts";
import { changeProfiles } from "@tutti/client/profiles-file";

export const profileUse = defineCommand({
  description: "Makes a profile the active one: its settings hold where neither flag nor environment says otherwise.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {},
  examples: [["tutti profile use prod", "from now on"]],
  async run({ output, home, environment, profiles }, { args: [name = ""] }) {
    const { settings } = profileNamed(await profiles(), name);
    await changeProfiles(home, (all) => {
      profileNamed(all, name);
      return { ...all, active: name };
    });
    const url = settings["TUTTI_API_URL"] ?? settings["PREFECT_API_URL"];
    output.say(`The profile ${name} is active: it uses ${url ?? "the local server"}.`);
    const override = environment["TUTTI_PROFILE"] ?? "";
    if (override !== "" && override !== name) output.say(`TUTTI_PROFILE=${override} is stronger while it is set.`);
    const named = ["TUTTI_API_URL", "PREFECT_API_URL"].map(
      (variable) => [variable, environment[variable] ?? ""] as const,
    );
    const [variable, elsewhere] = named.find(([, value]) => value !== "") ?? ["", url];
    if (elsewhere !== undefined && elsewhere !== url)
      output.say(`${variable}=${elsewhere} is stronger while it is set.`);
  },
});
