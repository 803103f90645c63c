import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { GcpCredentials } from "@tutti/gcp/gcp-credentials";
import { GcsBucket } from "@tutti/gcp/gcs-bucket";
import { withTestServer } from "tutti";
import { afterEach, expect, test } from "vitest";
import { GcsEmulator } from "../../../tests/support/gcs-emulator.ts";

const run = promisify(execFile);

afterEach(() => {
  delete process.env["STORAGE_EMULATOR_HOST"];
});

test("a bucket is saved by one program, and read and written by another", async () => {
  const emulator = await GcsEmulator.start();
  try {
    process.env["STORAGE_EMULATOR_HOST"] = emulator.url;
    const bucket = new GcsBucket({ bucket: "trips", gcpCredentials: new GcpCredentials({ project: "trips-project" }) });
    await bucket.createBucket();
    await bucket.writePath("data/one.csv", Buffer.from("12345"));
    await bucket.writePath("data/2021/two.csv", Buffer.from("123"));
    await withTestServer(async ({ url, home }) => {
      const gcp = { STORAGE_EMULATOR_HOST: emulator.url, PROJECT: "trips-project" };
      const env = { PATH: process.env["PATH"], HOME: home, TUTTI_HOME: home, TUTTI_API_URL: url, ...gcp };
      const program = (name: string) => run(process.execPath, [join(import.meta.dirname, "..", name)], { env });
      expect((await program("create-gcs-bucket-block.ts")).stdout).toContain("Saved gcp-credentials/my-gcp");
      expect((await program("summarise-bucket.ts")).stdout).toContain("{ files: 2, bytes: 8 }");
    });
    const kept = (await bucket.listBlobs()).filter(({ name }) => !name.startsWith("data/"));
    expect(kept).toHaveLength(2);
  } finally {
    await emulator.stop();
  }
});
