import { defineCommand } from "../command.ts";
import { count, texts } from "../option.ts";

export const taskServe = defineCommand({
  description:
    "Executes task runs that were delayed, with `task.delay()` or Python's, in this process, until Ctrl-C. A run that this process does not end goes to another that serves the task.",
  arguments: [
    {
      term: "[entrypoint...]",
      description: "a file, for all tasks that it exports, or file and task: tasks.ts, tasks.ts:sendMail",
    },
  ],
  options: {
    module: texts("-m, --module <module>", "a module that exports tasks, as in an import; any number of times"),
    limit: count("-l, --limit <count>", "how many task runs at once", { min: 1, fallback: 10 }),
  },
  examples: [
    ["tutti task serve tasks.ts", "every task that tasks.ts exports"],
    ["tutti task serve tasks.ts:sendMail tasks.ts:resize --limit 4", "two tasks, four runs at once"],
  ],
  async run(context, { args, options }) {
    const { serveTaskFiles } = await import("../runs/serve-task-files.ts");
    return serveTaskFiles(context, args, options);
  },
});
