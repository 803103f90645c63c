import { defineCommand } from "../command.ts";
import { text } from "../option.ts";

export const workPoolGetDefaultBaseJobTemplate = defineCommand({
  description:
    "Prints the job template that a new work pool of a type has: how its runs are started, and with which variables.",

  options: {
    type: text("-t, --type <type>", "the type of pool; on a terminal it asks"),
    file: text("-f, --file <file>", "write it to this file instead, which must not exist"),
  },
  examples: [
    ["tutti work-pool get-default-base-job-template -t process", ""],
    [
      "tutti work-pool get-default-base-job-template -t docker -f boats.json",
      "to edit it, then work-pool create --base-job-template",
    ],
  ],
  async run(context, { options }) {
    const { writeDefaultTemplate } = await import("../work/default-job-template.ts");
    return writeDefaultTemplate(context, options);
  },
});
