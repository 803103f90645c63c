import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { count, flag, oneOf, outputOption, seconds, text, toggle } from "../option.ts";
import { databaseText, printServerBanner } from "../server-banner.ts";

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

const logLevel = text("--log-level <level>", `how much it logs: ${LOG_LEVELS.join(", ")}`);
logLevel.option.argParser(oneOf(LOG_LEVELS));

export const serverStart = defineCommand({
  description:
    "Starts the server: API and dashboard in one process, data in SQLite below the home folder unless a database is named. Without --background it stays here until Ctrl-C. Flows on this machine find it by themselves.",
  options: {
    host: text("--host <address>", "address to listen on; beyond this machine it needs a password, and makes one"),
    port: count("--port <number>", "port to listen on; 0 takes any free one", { min: 0, fallback: null }),
    databaseUrl: text("--database-url <url>", "sqlite:///path or postgres://…"),
    logLevel,
    uiDir: text("--ui-dir <folder>", "serve a built web UI of Prefect's at /prefect, beside the dashboard"),
    workers: count("--workers <number>", "how many processes share the port; more than one need Postgres", {
      min: 1,
      fallback: null,
    }),
    keepAliveTimeout: seconds("--keep-alive-timeout <seconds>", "how long a connection may be idle"),
    ui: toggle("--ui", "with the dashboard, whatever the settings say"),
    noUi: toggle("--no-ui", "without the dashboard"),
    scheduler: toggle("--scheduler", "make runs of schedules, whatever the settings say"),
    noScheduler: toggle("--no-scheduler", "make no runs of schedules"),
    lateRuns: toggle("--late-runs", "mark runs late, whatever the settings say"),
    noLateRuns: toggle("--no-late-runs", "mark no runs late"),
    analyticsOn: flag("--analytics-on", "taken for Prefect's sake: nothing is sent to anybody"),
    analyticsOff: flag("--analytics-off", "the same"),
    services: toggle("--no-services", "only API and dashboard; another server does the rest"),
    background: flag("-b, --background", "start it in the background and return when it answers"),
    output: outputOption,
  },
  examples: [
    ["tutti server start", "here, at http://127.0.0.1:4200/dashboard"],
    ["tutti server start -b --port 4300", "in the background, on another port"],
    ["tutti server start --host 0.0.0.0", "for other machines, with a password"],
    ["tutti server stop", "ends one in the background"],
  ],
  async run(context, { options }) {
    if (options.port !== null && options.port > 65_535) {
      throw new TuttiError("invalid_usage", `--port must be 0 to 65535, not ${options.port}.`);
    }
    const argv = [
      ...valued("--host", options.host),
      ...valued("--port", options.port === null ? null : String(options.port)),
      ...valued("--database-url", options.databaseUrl),
      ...valued("--log-level", options.logLevel),
      ...valued("--workers", options.workers === null ? null : String(options.workers)),
      ...valued("--keep-alive-timeout", options.keepAliveTimeout === null ? null : String(options.keepAliveTimeout)),
      ...valued("--ui-dir", options.uiDir),
      ...(options.services === false ? ["--no-services"] : []),
    ];
    const told = { ...(await context.settings()), ...switchedParts(options) };
    if (options.background) await runInBackground(context, argv, told, options.output === "json");
    else await runHere(context, argv, told);
  },
});

/** What the flags say that have a setting of their own. */
function switchedParts(options: Record<"ui" | "scheduler" | "lateRuns", boolean | null>): Record<string, string> {
  const switched = [
    ["TUTTI_UI_ENABLED", options.ui],
    ["TUTTI_SERVICES_SCHEDULER_ENABLED", options.scheduler],
    ["TUTTI_SERVICES_LATE_RUNS_ENABLED", options.lateRuns],
  ] as const;
  return Object.fromEntries(switched.flatMap(([name, isOn]) => (isOn === null ? [] : [[name, String(isOn)]])));
}

function valued(name: string, value: string | null): string[] {
  return value === null ? [] : [`${name}=${value}`];
}

async function runInBackground(
  { output, home }: CommandContext,
  argv: string[],
  settings: Environment,
  isJson: boolean,
): Promise<void> {
  const { startInBackground } = await import("../background-server.ts");
  const { pid, apiUrl, logFile } = await startInBackground(argv, settings, home);
  const origin = apiUrl.replace(/\/api$/, "");
  if (isJson) output.json({ pid, api_url: apiUrl, dashboard_url: `${origin}/dashboard`, log_file: logFile });
  else
    printServerBanner(
      { origin, databaseUrl: null },
      `Process ${pid}, log ${logFile}. tutti server stop ends it.`,
      output,
    );
}

/** In this very process: one server, one process. */
async function runHere({ output }: CommandContext, argv: string[], settings: Environment): Promise<void> {
  const { serveUntilStopped } = await import("@tutti/server/run-server");
  output.outlivesReaders = true;
  await serveUntilStopped(argv, settings, {
    ready({ origin, config }) {
      const shown = { origin, databaseUrl: databaseText(config.databaseUrl), hasDashboard: config.servesDashboard };
      printServerBanner(shown, "Ctrl-C stops it.", output);
    },
    password(authString) {
      output.say("Clients on other machines need this password. It is shown this once:");
      output.line(`TUTTI_API_AUTH_STRING=${authString}`);
    },
  });
  output.say("Stopped.");
}
