import { defineCommand } from "../command.ts";

export const serverServicesStart = defineCommand({
  description:
    "Does what servers started with --no-services leave to another process: schedules, late runs, automations and the rest. It stays here until Ctrl-C. With Postgres only: a server with SQLite does it itself.",
  options: {},
  examples: [["tutti server services start", "beside servers of the same TUTTI_DATABASE_URL"]],
  async run(context) {
    const { startServicesHere } = await import("../server-upkeep/start-services.ts");
    return startServicesHere(context);
  },
});
