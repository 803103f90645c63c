import { defineCommand } from "../command.ts";
import { count, text, texts, toggle } from "../option.ts";
import { scheduleFlags } from "../deployments/schedule-flags.ts";

export const flowServe = defineCommand({
  description:
    "Deploys a flow, and executes its runs on this machine, each in a process of its own, until Ctrl-C. No work pool and no worker are needed; the code stays where it is.",
  arguments: [
    { term: "<entrypoint>", description: "file and exported flow, such as flows/taxi.ts:mainFlow or etl.py:main" },
  ],
  options: {
    name: text("-n, --name <name>", "the deployment's name; the flow's unless given"),
    description: text("-d, --description <text>", "what it is for; the flow's doc comment unless given"),
    version: text("-v, --version <version>", "its version; that of the flow unless given"),
    tags: texts("-t, --tag <tag>", "a tag of the deployment and its runs; any number of times"),
    ...scheduleFlags,
    param: texts("--param <key=value>", "one of its parameters, as JSON or as text; any number of times"),
    limit: count("--limit <count>", "how many runs at once on this machine", { min: 1, fallback: 5 }),
    globalLimit: count("--global-limit <count>", "how many runs at once wherever they are", { min: 1, fallback: null }),
    pauseOnShutdown: toggle("--pause-on-shutdown", "pause its schedules when this stops; as usual"),
    noPauseOnShutdown: toggle("--no-pause-on-shutdown", "leave its schedules on when this stops"),
  },
  examples: [
    ["tutti flow serve taxi.ts:mainFlow", "runs that are asked for"],
    ["tutti flow serve taxi.ts:mainFlow -n nightly --cron '0 3 * * *'", "and every night"],
  ],
  async run(context, { args, options }) {
    const { serveFlow } = await import("../deployments/serve-flow.ts");
    return serveFlow(context, args[0] ?? "", options);
  },
});
