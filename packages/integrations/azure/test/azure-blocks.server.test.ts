import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { flow } from "@tutti/sdk/flow";
import { getFlowRun, getTaskRuns } from "@tutti/sdk/recorded-runs";
import { runtime } from "@tutti/sdk/runtime";
import { task } from "@tutti/sdk/task";
import { withTestServer } from "@tutti/sdk/test-server";
import { AzureBlobStorageContainer } from "../src/azure-blob-storage-container.ts";
import { AzureBlobStorageCredentials } from "../src/azure-blob-storage-credentials.ts";
import { AzureForTests } from "./support/azure.ts";
import { UnsteadyLine } from "./support/unsteady-line.ts";

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
    let id = "";
    const losing = task(async function losing() {
      line.breaks = { connections: Number.MAX_SAFE_INTEGER, afterBytes: 64 * 1024 };
      return randomBytes(400_000).toString("hex");
    });
    const run = flow({ resultStorage: unsteady, resultSerializer: "json" }, async function losers() {
      id = runtime.flowRun?.id ?? "";
      return losing();
    });
    const failed = await run().catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: "failed_storage" });
    const runs = [await getFlowRun(id), ...(await getTaskRuns(id))];
    expect(runs.map(({ state }) => state?.type)).toEqual(["FAILED", "FAILED"]);
    const told = inspect([failed, runs], { depth: 12 });
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
