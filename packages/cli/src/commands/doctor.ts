import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const doctor = defineCommand({
  description:
    "Checks what Tutti needs here: Node, the home folder, the disk, the profile, and the server with its database, version and clock. Each comes with what to do about it. The exit code is 1 when something is wrong.",
  options: { output: outputOption },
  examples: [["tutti doctor", "when something is odd"]],
  async run(context, { options }) {
    const { examine } = await import("../doctor/examine.ts");
    return examine(context, options);
  },
});
