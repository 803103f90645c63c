import { defineCommand } from "../command.ts";

export const dashboardOpen = defineCommand({
  description:
    "Opens the dashboard in the browser and prints its address; on a machine without a desktop it only prints.",
  options: {},
  examples: [["tutti dashboard open", "of the server in use"]],
  async run({ output, connect }) {
    const { openInBrowser } = await import("../open-in-browser.ts");
    const { uiAddress } = await import("@tutti/client/ui-address");
    await openInBrowser(await uiAddress(await connect()), output);
  },
});
