import type { CommandGroup } from "./entry.ts";

export const WORK_POOL_STORAGE: CommandGroup = {
  name: "storage",
  summary: "where bundles of code and results of a work pool go",
  commands: [
    {
      name: "inspect",
      summary: "show where they go",
      load: async () => (await import("../commands/work-pool-storage-inspect.ts")).workPoolStorageInspect,
    },
    {
      name: "configure",
      summary: "say where they go",
      commands: [
        {
          name: "s3",
          summary: "to a bucket of S3",
          load: async () => (await import("../commands/work-pool-storage-configure-s3.ts")).workPoolStorageConfigureS3,
        },
        {
          name: "gcs",
          summary: "to a bucket of Google Cloud Storage",
          load: async () =>
            (await import("../commands/work-pool-storage-configure-gcs.ts")).workPoolStorageConfigureGcs,
        },
        {
          name: "azure-blob-storage",
          summary: "to a container of Azure Blob Storage",
          load: async () =>
            (await import("../commands/work-pool-storage-configure-azure-blob-storage.ts"))
              .workPoolStorageConfigureAzure,
        },
      ],
    },
  ],
};
