import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const serverDatabaseReset = defineCommand({
  description:
    "Empties the database of this machine's server while no server runs: every run, deployment and block is lost. It asks first; without a terminal it needs --yes.",
  options: { yes: flag("-y, --yes", "do not ask") },
  examples: [["tutti server database reset", "asks first"]],
  async run(context, { options }) {
    const { resetOwnDatabase } = await import("../server-upkeep/change-database.ts");
    return resetOwnDatabase(context, options);
  },
});
