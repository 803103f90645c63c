import { defineCommand } from "../command.ts";
import { outputOption, text, texts } from "../option.ts";
import { acceptOption, changedCodeOf, changedCodeOption, entrypointOption } from "../runs/here-options.ts";

export const flowRunResume = defineCommand({
  description:
    "Lets a run go on: a paused or suspended one, or, from its last committed step, one that crashed, failed or was cancelled. A run of a deployment is left to a worker; one that a program of this machine began goes on in this process.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: {
    input: texts("--input <name=value>", "what a paused run asks for; on a terminal it asks for what is not given"),
    inputJson: text("--input-json <json>", "all of it, as a JSON object; - reads it from standard input"),
    entrypoint: entrypointOption,
    accept: acceptOption,
    changedCode: changedCodeOption,
    output: outputOption,
  },
  examples: [
    ["tutti flow-run resume brave-otter", "by its name"],
    ["tutti flow-run resume brave-otter --input approved=true", "with what it asked for"],
    ["tutti flow-run resume brave-otter --accept", "although its code has changed since"],
  ],
  async run(context, { args, options }) {
    const { resumeRun } = await import("../runs/run-again.ts");
    return resumeRun(context, args[0] ?? "", { ...options, changedCode: changedCodeOf(options) });
  },
});
