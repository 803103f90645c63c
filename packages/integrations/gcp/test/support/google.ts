import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { GcsEmulator } from "../../../../../tests/support/gcs-emulator.ts";
import { GcpCredentials } from "../../src/gcp-credentials.ts";
import { GcsBucket } from "../../src/gcs-bucket.ts";
import { GoogleGate } from "./google-gate.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

/** A service account's key that nobody knows. */
export function unknownKey(): string {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
}

/** What stands in for Google Cloud, and a folder of this machine; started and ended with the tests of a file. */
export class GoogleForTests {
  #emulator: GcsEmulator | null = null;
  #gate: GoogleGate | null = null;
  folder = "";

  constructor() {
    beforeAll(async () => {
      process.env["TUTTI_LOGGING_LEVEL"] = "CRITICAL";
      this.folder = await mkdtemp(join(tmpdir(), "tutti-gcp-"));
      this.#emulator = await GcsEmulator.start();
      this.#gate = await GoogleGate.start(publicKey, this.#emulator.url);
      process.env["STORAGE_EMULATOR_HOST"] = this.#gate.url;
    });
    beforeEach(() => this.gate.breakWith(null));
    afterAll(async () => {
      delete process.env["TUTTI_LOGGING_LEVEL"];
      delete process.env["STORAGE_EMULATOR_HOST"];
      await this.#gate?.stop();
      await this.#emulator?.stop();
      await rm(this.folder, { recursive: true });
    });
  }

  get gate(): GoogleGate {
    if (this.#gate === null) throw new Error("what stands in for Google Cloud is not started");
    return this.#gate;
  }

  /** The content of the key file that Google would give out. */
  get key(): Record<string, string> {
    return {
      type: "service_account",
      project_id: "trips-project",
      private_key_id: "gcp-canary",
      private_key: privateKey,
      client_email: "flows@trips-project.iam.gserviceaccount.com",
      client_id: "1",
      token_uri: `${this.gate.url}/token`,
    };
  }

  get credentials(): GcpCredentials {
    return new GcpCredentials({ serviceAccountInfo: this.key });
  }

  /** A bucket that is there. */
  async bucket(bucket: string, bucketFolder = ""): Promise<GcsBucket> {
    const block = new GcsBucket({ bucket, bucketFolder, gcpCredentials: this.credentials });
    await block.createBucket({ location: "EU" });
    return block;
  }
}
