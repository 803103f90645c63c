import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GcpCredentials } from "../src/gcp-credentials.ts";
import { GcsBucket } from "../src/gcs-bucket.ts";
import { refuse } from "./support/local-server.ts";
import { GoogleForTests } from "./support/google.ts";
import { unknownKey } from "./support/service-account.ts";

const google = new GoogleForTests();

/** What is said of a bucket with such credentials. */
async function told(gcpCredentials: GcpCredentials): Promise<string> {
  const bucket = new GcsBucket({ bucket: "trips", gcpCredentials });
  const failed: unknown = await bucket.readPath("x").catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "invalid_block" });
  const shown = failed instanceof Error ? `${failed.message}\n${failed.stack}` : "";
  expect(shown).not.toMatch(/PRIVATE KEY|gcp-canary/);
  return String(Reflect.get(Object(failed), "detail"));
}

test("a bucket that is not there says what to change, whatever is asked of it", async () => {
  const missing = new GcsBucket({ bucket: "nowhere", gcpCredentials: google.credentials });
  const detail = "gcs-bucket nowhere: there is no such bucket; check its name, or make it with createBucket()";
  await writeFile(join(google.folder, "up.txt"), "up");
  const asked = [
    missing.writePath("x", Buffer.from("x")),
    missing.writeChunks("x", streamOf("x")),
    missing.uploadFromPath(join(google.folder, "up.txt")),
    missing.readPath("x"),
    missing.listBlobs(),
    missing.getBucket(),
  ];
  for (const failed of await Promise.allSettled(asked)) {
    expect(failed).toMatchObject({ status: "rejected", reason: { code: "invalid_block", detail } });
  }
});

test("a key that Google does not know is refused in its words", async () => {
  const credentials = new GcpCredentials({ serviceAccountInfo: { ...google.key, private_key: unknownKey() } });
  expect(await told(credentials)).toBe(
    "gcs-bucket trips: the credentials are refused (invalid_grant: Invalid JWT Signature.); " +
      "check them and what they may do",
  );
  await expect(credentials.getAccessToken()).rejects.toMatchObject({
    code: "invalid_block",
    detail: expect.stringMatching(/^gcp-credentials: the credentials are refused \(invalid_grant/),
  });
});

test("an account that may not do it is refused in Google's words", async () => {
  const message = "flows@trips-project does not have storage.objects.get access";
  google.gate.breakWith((_request, response) => {
    refuse(response, 403, message);
    return true;
  });
  expect(await told(google.credentials)).toBe(
    `gcs-bucket trips: the credentials are refused (${message}); check them and what they may do`,
  );
});

test("a key that is cut off, and one that is no key, say so, and quote nothing of it", async () => {
  const cut = "-----BEGIN PRIVATE KEY-----\ngcp-canary\n-----END PRIVATE KEY-----\n";
  expect(await told(new GcpCredentials({ serviceAccountInfo: { ...google.key, private_key: cut } }))).toBe(
    "gcs-bucket trips: the service account's key cannot be used; download it anew and give all of it",
  );
  expect(await told(new GcpCredentials({ serviceAccountInfo: { type: "authorized_user", id: "gcp-canary" } }))).toMatch(
    /^gcp-credentials: serviceAccountInfo is no service account's key/,
  );
  const broken = join(google.folder, "broken.json");
  await writeFile(broken, `{"private_key": "gcp-canary`);
  expect(await told(new GcpCredentials({ serviceAccountFile: broken }))).toBe(
    `gcp-credentials: the key file ${broken} cannot be used: it is no JSON`,
  );
  expect(await told(new GcpCredentials({ serviceAccountFile: "/none.json" }))).toBe(
    "gcp-credentials: the key file /none.json cannot be used: ENOENT",
  );
});

test("a block with two keys, or with text for a key, is not made, and does not quote it", () => {
  expect(() => new GcpCredentials({ serviceAccountFile: "k.json", serviceAccountInfo: google.key })).toThrow(
    expect.objectContaining({
      code: "invalid_block",
      detail: expect.stringContaining("give serviceAccountFile or serviceAccountInfo, not both"),
    }),
  );
  expect(() => new GcpCredentials({ serviceAccountInfo: "gcp-canary" })).toThrow(
    expect.objectContaining({ code: "invalid_block", detail: expect.not.stringContaining("gcp-canary") }),
  );
});

async function* streamOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
