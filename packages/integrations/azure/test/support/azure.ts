import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { AzuriteServer } from "../../../../../tests/support/azurite-server.ts";
import { AzureBlobStorageContainer } from "../../src/azure-blob-storage-container.ts";
import { AzureBlobStorageCredentials } from "../../src/azure-blob-storage-credentials.ts";

/** What stands in for Azure, and a folder of this machine; started and ended with the tests of a file. */
export class AzureForTests {
  #azurite: AzuriteServer | null = null;
  folder = "";

  constructor() {
    beforeAll(async () => {
      process.env["TUTTI_LOGGING_LEVEL"] = "CRITICAL";
      this.folder = await mkdtemp(join(tmpdir(), "tutti-azure-"));
      this.#azurite = await AzuriteServer.start();
    });
    afterAll(async () => {
      delete process.env["TUTTI_LOGGING_LEVEL"];
      await this.#azurite?.stop();
      await rm(this.folder, { recursive: true });
    });
  }

  get server(): AzuriteServer {
    if (this.#azurite === null) throw new Error("Azurite is not started");
    return this.#azurite;
  }

  get credentials(): AzureBlobStorageCredentials {
    return new AzureBlobStorageCredentials({ connectionString: this.server.connectionString() });
  }

  /** A container that is there. */
  async container(containerName: string, baseFolder?: string): Promise<AzureBlobStorageContainer> {
    await this.server.makeContainer(containerName);
    return this.opened(containerName, baseFolder);
  }

  opened(containerName: string, baseFolder?: string): AzureBlobStorageContainer {
    const below = baseFolder === undefined ? {} : { baseFolder };
    return new AzureBlobStorageContainer({ containerName, ...below, credentials: this.credentials });
  }
}
