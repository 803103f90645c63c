import { defineCommand } from "../command.ts";
import { flag, outputOption, seconds, text, texts } from "../option.ts";

export const deploymentRun = defineCommand({
  description:
    "Creates a run of a deployment, to begin now or later; with --watch it waits until the run has ended. The exit code of a watched run is 0 when it completed, 1 when it ended otherwise, 5 when the time is up.",
  arguments: [{ term: "[deployment]", description: "<flow>/<deployment>, or its id" }],
  options: {
    id: text("--id <id>", "the deployment of this id, instead of a name"),
    param: texts("-p, --param <name=value>", "a parameter, as JSON or text; repeatable, stronger than --params"),
    params: text("--params <json>", "parameters as one JSON object; - reads what is piped in"),
    jobVariable: texts("--job-variable <name=value>", "a variable of the job, as JSON or text; repeatable"),
    startIn: text("--start-in <span>", 'begin after so long: "5 minutes", "1h30m"'),
    startAt: text("--start-at <time>", 'begin then: "5:30pm", "tomorrow 9am", "2026-08-01 17:30"'),
    tag: texts("--tag <tag>", "a tag of the run; repeatable"),
    flowRunName: text("--flow-run-name <name>", "what to call the run"),
    watch: flag("--watch", "wait until it has ended, and tell its states and tasks"),
    watchInterval: seconds("--watch-interval <seconds>", "how long to wait between two looks"),
    watchTimeout: seconds("--watch-timeout <seconds>", "how long to watch at most; for ever unless given"),
    output: outputOption,
  },
  examples: [
    ["tutti deployment run main-flow/taxi1", "now"],
    ["tutti deployment run main-flow/taxi1 -p month=3 --watch", "with a parameter, until it has ended"],
    ["tutti deployment run main-flow/taxi1 --start-at 'tomorrow 9am'", "later"],
    ["tutti deployment run --id 0195f1c2-… -o json", "the run, for a program"],
  ],
  async run(context, { args, options }) {
    const { runDeployment } = await import("../deployments/run-deployment.ts");
    return runDeployment(context, args[0], options);
  },
});
