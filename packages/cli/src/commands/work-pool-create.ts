import { defineCommand } from "../command.ts";
import { flag, outputOption, text } from "../option.ts";

export const workPoolCreate = defineCommand({
  description:
    "Makes a work pool: where runs wait for workers of one kind. Without --type it asks for it on a terminal. Its job template says how runs are started, and is that of the type unless a file is given.",
  arguments: [{ term: "<name>", description: "its name" }],
  options: {
    type: text("-t, --type <type>", "process, docker, kubernetes, …; see get-default-base-job-template"),
    baseJobTemplate: text("--base-job-template <file>", "a JSON file with the job template; - reads what is piped in"),
    paused: flag("--paused", "let no worker take its runs yet"),
    setAsDefault: flag("--set-as-default", "deploy to it when no pool is named, in this profile"),
    overwrite: flag("--overwrite", "change the pool of this name if there is one"),
    output: outputOption,
  },
  examples: [
    ["tutti work-pool create zoompool", "asks for the type"],
    ["tutti work-pool create zoompool -t process", "in a script"],
    ["tutti work-pool create boats -t docker --base-job-template boats.json", "with your own job template"],
  ],
  async run(context, { args, options }) {
    const { makeWorkPool } = await import("../work/create-work-pool.ts");
    return makeWorkPool(context, args[0] ?? "", options);
  },
});
