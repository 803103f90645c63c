import { defineCommand } from "../command.ts";

export const resultStorageClear = defineCommand({
  description: "Lets results stay where the flows run.",
  options: {},
  examples: [["tutti result-storage clear", ""]],
  async run(context) {
    const { forgetResultStorage } = await import("../server-upkeep/result-storage.ts");
    return forgetResultStorage(context);
  },
});
