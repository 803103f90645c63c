import { defineCommand } from "../command.ts";
import { text, texts, toggle } from "../option.ts";

export const shellWatch = defineCommand({
  description:
    "Runs a shell command as the run of a flow: what it writes is logged, and a command that fails fails the run. The exit code is 0 when it succeeds, else 1.",
  arguments: [{ term: "<command>", description: "what the shell runs" }],
  options: {
    flowName: text("--flow-name <name>", "the flow it is a run of; Shell Command unless given"),
    flowRunName: text("--flow-run-name <name>", "what to call the run"),
    tag: texts("--tag <tag>", "a tag of the run; repeatable"),
    logOutput: toggle("--no-log-output", "log nothing of what it writes"),
    streamStdout: toggle("--no-stream-stdout", "show nothing of what it writes"),
  },
  examples: [["tutti shell watch 'curl -fsS https://example.com'", ""]],
  async run(context, { args, options }) {
    const { watchCommand } = await import("../shell/watch-command.ts");
    return watchCommand(context, args[0] ?? "", options);
  },
});
