import { defineCommand } from "../command.ts";
import { flag } from "../option.ts";

export const serverDatabaseUpgrade = defineCommand({
  description: "Brings the database of this machine's server to the newest form, as starting the server does.",
  options: { yes: flag("-y, --yes", "taken for Prefect's sake: nothing is asked") },
  examples: [["tutti server database upgrade", "before an upgrade of many servers"]],
  async run(context) {
    const { upgradeOwnDatabase } = await import("../server-upkeep/change-database.ts");
    return upgradeOwnDatabase(context);
  },
});
