import { defineCommand } from "../command.ts";
import { count, flag, text, texts } from "../option.ts";

export const agentStart = defineCommand({
  description:
    "Serves a work pool, by the name that Prefect 2 had for it. Pools of the types process and prefect-agent are served alike by this and by worker start.",
  arguments: [{ term: "[queues...]", description: "take runs of these queues only" }],
  options: {
    pool: text("-p, --pool <name>", "the work pool; default-agent-pool unless given"),
    queues: texts("-q, --work-queue <name>", "take runs of this queue only; any number of times"),
    prefix: texts("-m, --match <prefix>", "take runs of queues whose names begin so; any number of times"),
    limit: count("-l, --limit <number>", "how many runs at a time; any number unless given", {
      min: 1,
      fallback: null,
    }),
    prefetchSeconds: count("--prefetch-seconds <seconds>", "how long before its time a run is taken", {
      min: 0,
      fallback: null,
    }),
    runOnce: flag("--run-once", "take what is due now, and end when it has ended"),
    hideWelcome: flag("--hide-welcome", "say nothing about itself at the start"),
  },
  examples: [
    ["tutti agent start --pool zoompool", "serve it, until Ctrl-C"],
    ["tutti agent start -q default", "a queue of the pool that is used when none is named"],
  ],
  async run(context, { args, options }) {
    const { startAgent } = await import("../workers/start-agent.ts");
    return startAgent(context, { ...options, queues: [...args, ...options.queues] });
  },
});
