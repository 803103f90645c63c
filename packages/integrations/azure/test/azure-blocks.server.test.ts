import { inspect } from "node:util";
import { expect, test } from "vitest";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { flow } from "@tutti/sdk/flow";
import { task } from "@tutti/sdk/task";
import { withTestServer } from "@tutti/sdk/test-server";
import { AzureBlobStorageContainer } from "../src/azure-blob-storage-container.ts";
import { AzureForTests } from "./support/azure.ts";

const azure = new AzureForTests();

test("credentials and container are saved, loaded, and keep the results of flows", async () => {
  const container = await azure.container("results", "runs");
  await withTestServer(async () => {
    const { credentials } = container;
    await credentials.save("azure");
    expect(await loadBlock("azure-blob-storage-credentials/azure")).toEqual(credentials);
    await container.save("results");
    const loaded = await loadBlock<AzureBlobStorageContainer>("azure-blob-storage-container/results");
    expect(loaded).toBeInstanceOf(AzureBlobStorageContainer);
    expect(loaded.credentials).toEqual(credentials);
    expect(inspect(loaded, { depth: null, showHidden: true })).not.toContain("AccountKey");
    let summings = 0;
    const summed = task({ cacheKey: () => "sum" }, async function summed(month: string) {
      summings++;
      return { month, sum: 10n };
    });
    const storage = { resultStorage: "azure-blob-storage-container/results", resultSerializer: "tutti" } as const;
    const run = flow(storage, async function summing() {
      return summed("2021-01");
    });
    expect(await run()).toEqual({ month: "2021-01", sum: 10n });
    expect(await container.listBlobs("runs/")).toHaveLength(2);
    // The second run takes the task's result from there.
    expect(await run()).toEqual({ month: "2021-01", sum: 10n });
    expect(summings).toBe(1);
    expect(await container.listBlobs("runs/")).toHaveLength(3);
  });
});
