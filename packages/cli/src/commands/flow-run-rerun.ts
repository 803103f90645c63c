import { defineCommand } from "../command.ts";
import { outputOption, text, texts } from "../option.ts";
import { entrypointOption } from "../runs/here-options.ts";

export const flowRunRerun = defineCommand({
  description:
    "Makes another run like one that has ended, with its parameters or others: from the beginning, or from a step of it. What had ended before that step began is given back as long as it is called with the same inputs. A run of a deployment is left to a worker; one that a program of this machine began is executed in this process.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    from: text("--from <step>", "the task run to begin with: its name, or its id"),
    param: texts("-p, --param <name=value>", "a parameter over those of the run; may be given several times"),
    params: text("--params <json>", "parameters as a JSON object; - reads it from standard input"),
    name: text("--name <name>", "what the new run is called"),
    entrypoint: entrypointOption,
    output: outputOption,
  },
  examples: [
    ["tutti flow-run rerun brave-otter", "once more, as another run"],
    ["tutti flow-run rerun brave-otter --from train-model-0 -p depth=8", "from a step on, with another parameter"],
  ],
  async run(context, { args, options }) {
    const { rerunRun } = await import("../runs/rerun-run.ts");
    return rerunRun(context, args[0] ?? "", options);
  },
});
