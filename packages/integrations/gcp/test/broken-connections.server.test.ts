import { createHash, randomBytes } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { withTestServer } from "@tutti/sdk/test-server";
import { loseResult } from "../../../../tests/support/lost-result.ts";
import { UnsteadyLine } from "../../../../tests/support/unsteady-line.ts";
import { GcsBucket } from "../src/gcs-bucket.ts";
import { GoogleForTests } from "./support/google.ts";

const google = new GoogleForTests();
const MEGABYTE = 1024 * 1024;

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Lets some of the first such request come, then breaks its connection. */
function breakOnce(isMeant: (request: IncomingMessage) => boolean): void {
  google.gate.breakWith((request) => {
    if (!isMeant(request)) return false;
    google.gate.breakWith(null);
    request.once("data", () => request.socket.destroy());
    return true;
  });
}

/** The second part of an upload: of one whose first broke the emulator believes that it had a byte. */
const isSecondPart = ({ method, headers }: IncomingMessage) =>
  method === "PUT" && /^bytes [1-9]/.test(headers["content-range"] ?? "");

test("a part whose connection broke is sent again, and the object is whole", async () => {
  const bucket = await google.bucket("resumed");
  const content = randomBytes(12 * MEGABYTE);
  breakOnce(isSecondPart);
  async function* parts(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < content.length; at += MEGABYTE) yield content.subarray(at, at + MEGABYTE);
  }
  await bucket.writeChunks("large", parts());
  expect(google.gate.asked.filter((asked) => asked.startsWith("PUT ")).length).toBeGreaterThan(2);
  expect(digest(await bucket.readPath("large"))).toBe(digest(content));
});

test("a file whose upload broke is sent again", async () => {
  const bucket = await google.bucket("again");
  await writeFile(join(google.folder, "small.txt"), "small");
  breakOnce(({ method }) => method === "POST");
  await bucket.uploadFromPath(join(google.folder, "small.txt"));
  expect(Buffer.from(await bucket.readPath("small.txt")).toString()).toBe("small");
});

test("an upload that breaks again and again fails, and leaves nothing behind", async () => {
  const bucket = await google.bucket("never");
  google.gate.breakWith((request) => {
    if (request.method !== "POST") return false;
    request.once("data", () => request.socket.destroy());
    return true;
  });
  await expect(bucket.writePath("lost", Buffer.from("lost"))).rejects.toMatchObject({
    code: "failed_storage",
    detail: expect.stringMatching(/^gcs-bucket never: .*(socket hang up|ECONNRESET)/),
  });
  google.gate.breakWith(null);
  await expect(bucket.readPath("lost")).rejects.toMatchObject({ code: "missing_file" });
});

test("a download whose connection breaks fails, and leaves no part of the file", async () => {
  const bucket = await google.bucket("download");
  await bucket.writePath("cut", randomBytes(4 * MEGABYTE));
  google.gate.breakWith((request, response) => {
    if (!(request.url ?? "").includes("alt=media")) return false;
    response.writeHead(200, { "content-length": String(4 * MEGABYTE) });
    response.write(randomBytes(MEGABYTE), () => response.destroy());
    return true;
  });
  await expect(bucket.downloadObjectToPath("cut", join(google.folder, "cut"))).rejects.toThrow(
    /Premature close|aborted|terminated|socket hang up|CONTENT_DOWNLOAD_MISMATCH/,
  );
  expect(await readdir(google.folder)).not.toContainEqual(expect.stringMatching(/^cut/));
});

test("a line that is slow is waited for; a result that does not come through it fails its task, and no state names it", async () => {
  const bucket = await google.bucket("by-line");
  const direct = process.env["STORAGE_EMULATOR_HOST"] ?? "";
  const line = await UnsteadyLine.before(direct);
  process.env["STORAGE_EMULATOR_HOST"] = line.url.replace(/\/$/, "");
  const unsteady = new GcsBucket({ bucket: "by-line", gcpCredentials: google.credentials });
  try {
    line.delayMs = 20;
    const content = randomBytes(MEGABYTE);
    await unsteady.writePath("slow", content);
    expect(digest(await unsteady.readPath("slow"))).toBe(digest(content));
    line.delayMs = 0;
    await withTestServer(async () => {
      await unsteady.save("unsteady");
      const { failed, states, told } = await loseResult(unsteady, line);
      expect(failed).toMatchObject({ code: "failed_storage" });
      expect(states).toEqual(["FAILED", "FAILED"]);
      expect(told).not.toMatch(/storage_key|gcp-canary|PRIVATE KEY/);
    });
  } finally {
    process.env["STORAGE_EMULATOR_HOST"] = direct;
    await line.close();
  }
  expect((await bucket.listBlobs()).map(({ name }) => name)).toEqual(["slow"]);
});
