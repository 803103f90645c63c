import { TuttiError } from "@tutti/core/errors";
import { defineCommand } from "../command.ts";
import { count, flag, text, texts, toggle } from "../option.ts";

export const shellServe = defineCommand({
  description:
    "Deploys a shell command, and executes its runs on this machine until Ctrl-C: by a schedule, from the dashboard, or by tutti deployment run. What it writes is logged, and a command that fails fails the run.",
  arguments: [{ term: "<command>", description: "what the shell runs" }],
  options: {
    flowName: text("--flow-name <name>", "the flow that its runs are of; needed"),
    deploymentName: text("--deployment-name <name>", "the deployment; CLI Runner Deployment unless given"),
    tags: texts("--tag <tag>", "a tag of the deployment and its runs; repeatable"),
    logOutput: toggle("--no-log-output", "log nothing of what it writes"),
    streamStdout: toggle("--no-stream-stdout", "show nothing of what it writes"),
    cronSchedule: text("--cron-schedule <expression>", 'when, as cron says it: "0 9 * * 1-5"'),
    timezone: text("--timezone <zone>", "the clock it goes by, such as Europe/Berlin; UTC unless given"),
    concurrencyLimit: count("--concurrency-limit <count>", "how many runs at once", { min: 1, fallback: null }),
    runOnce: flag("--run-once", "execute what is due now, and end when it has ended"),
  },
  examples: [
    ["tutti shell serve 'make report' --flow-name report", "runs that are asked for"],
    ["tutti shell serve ./backup.sh --flow-name backup --cron-schedule '0 3 * * *'", "and every night"],
  ],
  async run(context, { args, options: { flowName, ...options } }) {
    if (flowName === null) {
      throw new TuttiError("invalid_usage", "What is the flow called? Name it with --flow-name.");
    }
    const { serveShell } = await import("../shell/serve-command.ts");
    return serveShell(context, args[0] ?? "", { ...options, flowName });
  },
});
