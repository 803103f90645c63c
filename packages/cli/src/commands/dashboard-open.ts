import { defineCommand } from "../command.ts";
import { openInBrowser } from "../open-in-browser.ts";
import { dashboardUrl } from "../runs/dashboard-address.ts";

export const dashboardOpen = defineCommand({
  description:
    "Opens the dashboard in the browser and prints its address; on a machine without a desktop it only prints.",
  options: {},
  examples: [["tutti dashboard open", "of the server in use"]],
  async run({ output, connect }) {
    await openInBrowser(await dashboardUrl(await connect()), output);
  },
});
