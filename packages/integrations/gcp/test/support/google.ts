import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { GcsEmulator } from "../../../../../tests/support/gcs-emulator.ts";
import { GcsBucket } from "../../src/gcs-bucket.ts";
import { ServiceAccountForTests } from "./service-account.ts";

/** What stands in for Cloud Storage, and a folder of this machine; started and ended with the tests of a file. */
export class GoogleForTests extends ServiceAccountForTests {
  #emulator: GcsEmulator | null = null;
  folder = "";

  constructor() {
    super();
    beforeAll(async () => {
      process.env["TUTTI_LOGGING_LEVEL"] = "CRITICAL";
      this.folder = await mkdtemp(join(tmpdir(), "tutti-gcp-"));
      this.#emulator = await GcsEmulator.start();
      process.env["STORAGE_EMULATOR_HOST"] = (await this.before(this.#emulator.url)).url;
    });
    beforeEach(() => this.gate.breakWith(null));
    afterAll(async () => {
      delete process.env["TUTTI_LOGGING_LEVEL"];
      delete process.env["STORAGE_EMULATOR_HOST"];
      await this.end();
      await this.#emulator?.stop();
      await rm(this.folder, { recursive: true });
    });
  }

  /** A bucket that is there. */
  async bucket(bucket: string, bucketFolder = ""): Promise<GcsBucket> {
    const block = new GcsBucket({ bucket, bucketFolder, gcpCredentials: this.credentials });
    await block.createBucket({ location: "EU" });
    return block;
  }
}
