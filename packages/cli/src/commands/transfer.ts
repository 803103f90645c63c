import { defineCommand } from "../command.ts";
import { outputOption, text } from "../option.ts";

export const transfer = defineCommand({
  description:
    "Copies what is configured from one profile's server to another's: variables, limits, work pools and queues, blocks with their secrets, flows, deployments with their schedules, and automations. What the other server has already stays as it is there; runs are not copied.",
  options: {
    from: text("--from <profile>", "the profile of the server to copy from"),
    to: text("--to <profile>", "the profile of the server to copy to"),
    output: outputOption,
  },
  examples: [["tutti transfer --from local --to prod", ""]],
  async run(context, { options }) {
    const { transfer } = await import("../transfer/transfer.ts");
    return transfer(context, options);
  },
});
