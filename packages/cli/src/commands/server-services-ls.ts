import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";

export const serverServicesLs = defineCommand({
  description: "Lists what a server started here does by itself, as its settings say.",
  options: { output: outputOption },
  examples: [["tutti server services ls", ""]],
  async run(context, { options }) {
    const { listServices } = await import("../server-upkeep/list-services.ts");
    return listServices(context, options);
  },
});
