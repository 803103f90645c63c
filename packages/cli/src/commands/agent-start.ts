import { defineCommand } from "../command.ts";
import { flag, text, texts } from "../option.ts";
import { limitOption, prefetchOption, queuesOption, runOnceOption } from "../workers/serving-options.ts";

export const agentStart = defineCommand({
  description:
    "Serves a work pool, by the name that Prefect 2 had for it. Pools of the types process and prefect-agent are served alike by this and by worker start.",
  arguments: [{ term: "[queues...]", description: "take runs of these queues only" }],
  options: {
    pool: text("-p, --pool <name>", "the work pool; default-agent-pool unless given"),
    queues: queuesOption,
    prefix: texts("-m, --match <prefix>", "take runs of queues whose names begin so; any number of times"),
    limit: limitOption,
    prefetchSeconds: prefetchOption,
    runOnce: runOnceOption,
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
