import { defineCommand } from "../command.ts";
import { flag, outputOption } from "../option.ts";

export const projectRegisterFlow = defineCommand({
  description:
    "Tells the server of a flow, so that it is listed before its first run or deployment. The flow's file is loaded in a process of its own. Prints the flow's name and id.",
  arguments: [
    { term: "<entrypoint>", description: "file and exported flow, such as flows/taxi.ts:mainFlow or etl.py:main" },
  ],
  options: {
    force: flag("-f, --force", "taken for Prefect's sake: a flow that is known already is no error"),
    output: outputOption,
  },
  examples: [["tutti project register-flow taxi.ts:mainFlow", "a flow of this project"]],
  async run(context, { args: [entryPoint = ""], options }) {
    const { registerFlowOf } = await import("../project/register-flow-of.ts");
    await registerFlowOf(context, entryPoint, options.output === "json");
  },
});
