import { TuttiError } from "@tutti/core/errors";
import { defineCommand } from "../command.ts";
import { count, flag, text } from "../option.ts";

export const dev = defineCommand({
  description:
    "Starts a server, a worker, and whatever flows there are below this folder, each deployed as <flow>/dev, and the deployments of the project's files as <flow>/<name>-dev; a file that is saved is deployed again. All of it is one tree of processes, and Ctrl-C ends it; runs that had not completed go on at the next start. It always takes a server of this machine, whatever TUTTI_API_URL says.",
  options: {
    port: count("--port <number>", "port to listen on; 4200 unless given, and any free one when that is taken", {
      min: 0,
      fallback: null,
    }),
    dbFilename: text("--db-filename <file>", "keep everything in this SQLite file instead of that of the home"),
    headless: flag("--headless", "without the dashboard"),
    pool: text("-p, --pool <name>", "the work pool of this folder's flows; dev unless given, made when missing"),
  },
  examples: [
    ["tutti dev", "in a folder with flows"],
    ["tutti dev --db-filename dev.db", "with a database of its own"],
  ],
  async run(context, { options }) {
    if (options.port !== null && options.port > 65_535) {
      throw new TuttiError("invalid_usage", `--port must be 0 to 65535, not ${options.port}.`);
    }
    const { runDev } = await import("../dev/run-dev.ts");
    return runDev(context, options);
  },
});
