import { defineCommand } from "../command.ts";
import { flag, oneOf, text, toggle } from "../option.ts";
import { INSTALL_POLICIES } from "../workers/install-policy.ts";
import { limitOption, prefetchOption, queuesOption, runOnceOption } from "../workers/serving-options.ts";

const installPolicy = text(
  "--install-policy <when>",
  "whether the package that the pool's type needs is installed by npm: always, if-not-present, never, prompt; prompt asks",
);
installPolicy.option.argParser(oneOf(INSTALL_POLICIES));

export const workerStart = defineCommand({
  description:
    "Serves a work pool: takes runs that are due, starts a process for each, and looks after it. Ctrl-C lets what is running finish, and takes no more; a second one ends it.",
  options: {
    pool: text("-p, --pool <name>", "the work pool"),
    name: text("-n, --name <name>", "what the worker is called; the machine's name unless given"),
    queues: queuesOption,
    type: text("-t, --type <type>", "the type of the pool's jobs; the pool knows it"),
    limit: limitOption,
    prefetchSeconds: prefetchOption,
    runOnce: runOnceOption,
    withHealthcheck: flag("--with-healthcheck", "answer /health on port 8080, for whoever restarts it"),
    installPolicy,
    baseJobTemplate: text("--base-job-template <file>", "the template of jobs of a pool that is made, as JSON"),
    createPool: toggle("--create-pool-if-not-found", "make the pool when there is none of this name"),
  },
  examples: [
    ["tutti worker start -p zoompool", "serve it, until Ctrl-C"],
    ["tutti worker start -p zoompool --create-pool-if-not-found", "make the pool first where it is missing"],
    ["tutti worker start -p zoompool -q high -l 4", "one queue, four runs at a time"],
    ["tutti worker start -p zoompool --run-once", "from cron"],
  ],
  async run(context, { options }) {
    const { startWorker } = await import("../workers/start-worker.ts");
    return startWorker(context, options);
  },
});
