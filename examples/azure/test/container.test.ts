import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { AzureBlobStorageContainer } from "@tutti/azure/azure-blob-storage-container";
import { AzureBlobStorageCredentials } from "@tutti/azure/azure-blob-storage-credentials";
import { withTestServer } from "tutti";
import { expect, test } from "vitest";
import { AzuriteServer } from "../../../tests/support/azurite-server.ts";

const run = promisify(execFile);

test("a container is saved by one program, and read and written by another", async () => {
  const azurite = await AzuriteServer.start();
  try {
    await azurite.makeContainer("trips");
    const connectionString = azurite.connectionString();
    await withTestServer(async ({ url, home }) => {
      const azure = { AZURE_STORAGE_CONNECTION_STRING: connectionString, CONTAINER: "trips" };
      const env = { PATH: process.env["PATH"], HOME: home, TUTTI_HOME: home, TUTTI_API_URL: url, ...azure };
      const program = (name: string) => run(process.execPath, [join(import.meta.dirname, "..", name)], { env });
      expect((await program("create-container-block.ts")).stdout).toContain(
        "Saved azure-blob-storage-credentials/my-azure",
      );
      expect((await program("report-arrivals.ts")).stdout).toContain("{ files: 2, lines: 6 }");
    });
    const credentials = new AzureBlobStorageCredentials({ connectionString });
    const container = new AzureBlobStorageContainer({ containerName: "trips", credentials });
    expect(await container.listBlobs("arrivals/")).toEqual(["arrivals/2021-01.csv", "arrivals/2021-02.csv"]);
    // Five results are kept beside them: of the flow, and of its tasks.
    expect(await container.listBlobs()).toHaveLength(7);
  } finally {
    await azurite.stop();
  }
});
