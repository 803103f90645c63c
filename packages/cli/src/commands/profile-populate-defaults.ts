import { defineCommand } from "../command.ts";

export const profilePopulateDefaults = defineCommand({
  description:
    "Adds the profiles that most people want, without touching those that are there: default, for the local server wherever it listens, and local, for one at port 4200.",
  options: {},
  examples: [["tutti profile populate-defaults", ""]],
  async run(context) {
    const { populateProfiles } = await import("../populate-profiles.ts");
    return populateProfiles(context);
  },
});
