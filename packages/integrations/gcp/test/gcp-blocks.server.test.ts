import { writeFile } from "node:fs/promises";
import { inspect } from "node:util";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withTestServer } from "@tutti/sdk/test-server";
import { loadBlock } from "@tutti/sdk/blocks/load-block";
import { blockFromData } from "@tutti/sdk/blocks/revive-block";
import { flow } from "@tutti/sdk/flow";
import { task } from "@tutti/sdk/task";
import { GcpCredentials } from "../src/gcp-credentials.ts";
import { GcsBucket } from "../src/gcs-bucket.ts";
import { refuse } from "./support/local-server.ts";
import { GoogleForTests } from "./support/google.ts";

const google = new GoogleForTests();

test("credentials and bucket are saved, loaded, and keep the results of flows", async () => {
  const bucket = await google.bucket("results", "runs");
  await withTestServer(async () => {
    await google.credentials.save("gcp");
    expect(await loadBlock<GcpCredentials>("gcp-credentials/gcp")).toEqual(google.credentials);
    await bucket.save("results");
    const loaded = await loadBlock<GcsBucket>("gcs-bucket/results");
    expect(loaded).toBeInstanceOf(GcsBucket);
    expect(loaded.gcpCredentials).toEqual(google.credentials);
    const summed = task({ resultStorageKey: "sum-{parameters.month}.json" }, async function summed(month: string) {
      return { month, sum: 10n };
    });
    const run = flow({ resultStorage: "gcs-bucket/results", resultSerializer: "tutti" }, async function summing() {
      return summed("2021-01");
    });
    expect(await run()).toEqual({ month: "2021-01", sum: 10n });
    const names = (await bucket.listBlobs()).map(({ name }) => name);
    expect(names).toHaveLength(2);
    expect(names).toContain("runs/sum-2021-01.json");
    google.gate.breakWith((request, response) => {
      if (request.method !== "POST") return false;
      refuse(response, 403, "flows@trips-project does not have storage.objects.create access");
      return true;
    });
    await expect(run()).rejects.toThrow(/the credentials are refused \(flows@trips-project does not have/);
    expect(await bucket.listBlobs()).toHaveLength(2);
  });
});

test("a key file is as good as its content, and its content as good as text", async () => {
  const bucket = await google.bucket("key-file");
  const serviceAccountFile = join(google.folder, "key.json");
  await writeFile(serviceAccountFile, JSON.stringify(google.key));
  const signedIn = [
    new GcpCredentials({ serviceAccountFile }),
    new GcpCredentials({ serviceAccountInfo: JSON.stringify(google.key) }),
  ];
  for (const gcpCredentials of signedIn) {
    await new GcsBucket({ bucket: "key-file", gcpCredentials }).writePath("x", Buffer.from("x"));
  }
  expect(await bucket.listBlobs()).toHaveLength(1);
});

test("nothing of a key is seen where its block is shown", () => {
  const bucket = new GcsBucket({ bucket: "shown", gcpCredentials: google.credentials });
  const shown = `${inspect(bucket, { depth: 9 })} ${JSON.stringify(bucket)}`;
  expect(shown).toContain("SecretValue(********)");
  expect(shown).not.toMatch(/PRIVATE KEY|gcp-canary/);
});

test("a bucket is read from what Python keeps of one", async () => {
  await google.bucket("by-python", "runs");
  const credentials = { service_account_file: null, service_account_info: google.key, project: "trips-project" };
  const data = { bucket: "by-python", bucket_folder: "runs/", gcp_credentials: credentials };
  const bucket = blockFromData(GcsBucket, data, null, new Map());
  expect(await bucket.writePath("x", Buffer.from("x"))).toBe("runs/x");
  expect((await bucket.listBlobs()).map(({ name }) => name)).toEqual(["runs/x"]);
});
