import { defineCommand } from "../command.ts";
import { text } from "../option.ts";
import { launcherOptions } from "../work/storage/storage-options.ts";

export const workPoolStorageConfigureAzure = defineCommand({
  description:
    "Lets the bundles of code that Prefect's clients send to a work pool, and the results of its runs, go to a container of Azure Blob Storage. Deployments with steps that fetch their code do not need it.",
  arguments: [{ term: "<name>", description: "the work pool's name" }],
  options: {
    place: text("--container <name>", "the container"),
    credentials: text(
      "--azure-blob-storage-credentials-block-name <name>",
      "the block with credentials; those of the machine unless given",
    ),
    ...launcherOptions,
  },
  examples: [
    [
      "tutti work-pool storage configure azure-blob-storage zoompool --container code --azure-blob-storage-credentials-block-name team",
      "",
    ],
  ],
  async run(context, { args: [name = ""], options }) {
    const { configureStorage } = await import("../work/storage/configure-storage.ts");
    return configureStorage(context, name, "azure", options);
  },
});
