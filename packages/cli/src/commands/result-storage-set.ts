import { defineCommand } from "../command.ts";

export const resultStorageSet = defineCommand({
  description: "Says which block results go to where no flow, task or work pool says a place for them.",
  arguments: [{ term: "<block>", description: "<type>/<name>, or its id" }],
  options: {},
  examples: [["tutti result-storage set s3-bucket/results", ""]],
  async run(context, { args }) {
    const { chooseResultStorage } = await import("../server-upkeep/result-storage.ts");
    return chooseResultStorage(context, args[0] ?? "");
  },
});
