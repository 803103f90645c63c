import { inspect } from "node:util";
import { expect, test } from "vitest";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { flow } from "@tutti/sdk/flow";
import { task } from "@tutti/sdk/task";
import { withTestServer } from "@tutti/sdk/test-server";
import { AzureBlobStorageContainer } from "../src/azure-blob-storage-container.ts";
import { AzureBlobStorageCredentials } from "../src/azure-blob-storage-credentials.ts";
import { AzureForTests } from "./support/azure.ts";
import { loseResult } from "../../../../tests/support/lost-result.ts";
import { UnsteadyLine } from "../../../../tests/support/unsteady-line.ts";

const azure = new AzureForTests();
/** A container that is loaded by its name keeps results, and they are found again. */
async function keepsResults(): Promise<string[]> {
  const container = await azure.container("results", "runs");
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
  return container.listBlobs("runs/");
}

/** A task whose result cannot be kept fails, and no state names a result. */
async function losesResult(): Promise<string[]> {
  const steady = await azure.container("lost");
  const line = await UnsteadyLine.before(azure.server.url);
  const credentials = new AzureBlobStorageCredentials({ connectionString: azure.server.connectionString(line.url) });
  const unsteady = new AzureBlobStorageContainer({ containerName: "lost", credentials });
  try {
    await unsteady.credentials.save("unsteady");
    await unsteady.save("unsteady");
    const { failed, states, told } = await loseResult(unsteady, line);
    expect(failed).toMatchObject({ code: "failed_storage" });
    expect(states).toEqual(["FAILED", "FAILED"]);
    expect(told).not.toContain("storage_key");
    expect(told).not.toContain(azure.server.key);
  } finally {
    await line.close();
  }
  return steady.listBlobs();
}

test("saved containers keep results and give them back, or the task fails and no state names a result", async () => {
  await withTestServer(async () => {
    expect(await keepsResults()).toHaveLength(3);
    expect(await losesResult()).toEqual([]);
  });
});
