/** Writes a month's arrivals to the container that `create-container-block.ts` saved, and reports what is there by now. */
import { AzureBlobStorageContainer } from "@tutti/azure/azure-blob-storage-container";
import { artifact, flow, task } from "tutti";

const writeArrivals = task({ retries: 3, retryDelaySeconds: 2 }, async function writeArrivals(month: string) {
  const container = await AzureBlobStorageContainer.load("container-example");
  const lines = ["station,arrivals", `north,${month.length}`, "south,2"];
  return container.writePath(`arrivals/${month}.csv`, Buffer.from(lines.join("\n")));
});

const countLines = task(async function countLines(path: string) {
  const container = await AzureBlobStorageContainer.load("container-example");
  return Buffer.from(await container.readPath(path))
    .toString()
    .split("\n").length;
});

export const reportArrivals = flow(
  { resultStorage: "azure-blob-storage-container/container-example", resultSerializer: "json" },
  async function reportArrivals({ months = ["2021-01", "2021-02"] }: { months?: string[] } = {}) {
    const paths = await Promise.all(months.map((month) => writeArrivals(month)));
    const counts = await Promise.all(paths.map((path) => countLines(path)));
    const rows = paths.map((path, index) => ({ path, lines: counts[index] ?? 0 }));
    await artifact.table({ key: "arrivals", table: rows });
    return { files: rows.length, lines: counts.reduce((sum, count) => sum + count, 0) };
  },
);

if (import.meta.main) console.log(await reportArrivals());
