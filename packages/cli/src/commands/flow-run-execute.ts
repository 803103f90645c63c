import { defineCommand } from "../command.ts";

export const flowRunExecute = defineCommand({
  description:
    "Executes a run of a deployment in this process: fetches its code, imports its flow and runs it with the run's parameters. It is what workers start. The exit code is 0 once the run's state is reported, whatever it is.",
  arguments: [
    {
      term: "[id]",
      description: "the run's id; unless given, that in TUTTI__FLOW_RUN_ID or PREFECT__FLOW_RUN_ID",
    },
  ],
  options: {},
  examples: [["tutti flow-run execute 0195f1c2-6a0c-7b3e-8d1f-3c5e7a9b1d2f", "here and now, instead of by a worker"]],
  async run(context, { args }) {
    Object.assign(process.env, await context.settings());
    const { runProcess } = await import("@tutti/sdk/runner/run-process");
    return runProcess(args[0] ?? null);
  },
});
