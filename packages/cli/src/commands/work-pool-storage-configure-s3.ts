import { defineCommand } from "../command.ts";
import { text } from "../option.ts";
import { launcherOptions } from "../work/storage/storage-options.ts";

export const workPoolStorageConfigureS3 = defineCommand({
  description:
    "Lets the bundles of code that Prefect's clients send to a work pool, and the results of its runs, go to a bucket of S3. Deployments with steps that fetch their code do not need it.",
  arguments: [{ term: "<name>", description: "the work pool's name" }],
  options: {
    place: text("--bucket <name>", "the bucket"),
    credentials: text(
      "--aws-credentials-block-name <name>",
      "the block with credentials; those of the machine unless given",
    ),
    ...launcherOptions,
  },
  examples: [["tutti work-pool storage configure s3 zoompool --bucket code --aws-credentials-block-name team", ""]],
  async run(context, { args: [name = ""], options }) {
    const { configureStorage } = await import("../work/storage/configure-storage.ts");
    return configureStorage(context, name, "s3", options);
  },
});
