import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { withTestServer } from "@tutti/sdk/test-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changedByBreaks } from "../../../../tests/support/broken-uploads.ts";
import { loseResult } from "../../../../tests/support/lost-result.ts";
import { UnsteadyLine } from "../../../../tests/support/unsteady-line.ts";
import { S3Bucket } from "../src/s3-bucket.ts";
import { AwsForTests } from "./support/aws.ts";

const aws = new AwsForTests();
const EVERY = Number.MAX_SAFE_INTEGER;
let line: UnsteadyLine;

beforeAll(async () => {
  line = await UnsteadyLine.before(aws.url);
});
beforeEach(() => line.mend());
afterAll(() => line.close());

/** A bucket that is there, and the same by the unsteady line. */
async function buckets(name: string): Promise<[steady: S3Bucket, unsteady: S3Bucket]> {
  const steady = await aws.bucket(name);
  return [steady, new S3Bucket({ bucketName: name, credentials: aws.credentialsAt(line.url) })];
}

async function keysIn(bucket: S3Bucket): Promise<unknown[]> {
  return (await bucket.listObjects()).map(({ Key }) => Key);
}

test("an upload whose connection dies is gone on with, in parts and whole", async () => {
  const [steady, unsteady] = await buckets("once");
  expect(await changedByBreaks(steady, unsteady, line, aws.folder)).toEqual([]);
  expect(line.broken).toBe(6);
});

test("an upload that dies for good says so, and leaves what was there before", async () => {
  const [steady, unsteady] = await buckets("for-good");
  await steady.writePath("x", Buffer.from("before"));
  const content = randomBytes(1024 * 1024);
  line.breaks = { connections: EVERY, afterBytes: 64 * 1024 };
  const failed = await unsteady.writePath("x", content).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: "failed_storage",
    detail: expect.stringMatching(/^s3-bucket for-good: \S/),
    fix: expect.stringContaining("Check that it is reached from here"),
  });
  expect(inspect(failed, { depth: 9 })).not.toContain("aws-canary");
  const large = randomBytes(12 * 1024 * 1024);
  await expect(unsteady.writePath("new", large)).rejects.toMatchObject({ code: "failed_storage" });
  expect(await keysIn(steady)).toEqual(["x"]);
  expect(String(await steady.readPath("x"))).toBe("before");
});

test("a store that is not there says so, and a download from it leaves no part of a file", async () => {
  const gone = new S3Bucket({ bucketName: "x", credentials: aws.credentialsAt("http://127.0.0.1:1") });
  const told = { code: "failed_storage", detail: expect.stringMatching(/^s3-bucket x: .*ECONNREFUSED/) };
  await expect(gone.readPath("x")).rejects.toMatchObject(told);
  await expect(gone.downloadObjectToPath("x", join(aws.folder, "cut"))).rejects.toMatchObject(told);
  expect(await readdir(aws.folder)).not.toContainEqual(expect.stringMatching(/^cut/));
});

test("a line that is slow is waited for", async () => {
  const [, unsteady] = await buckets("slow");
  line.delayMs = 20;
  const content = randomBytes(1024 * 1024);
  await unsteady.writePath("x", content);
  expect(Buffer.compare(Buffer.from(await unsteady.readPath("x")), content)).toBe(0);
});

test("a result that does not come to the bucket fails its task, and no state names it", async () => {
  const [steady, unsteady] = await buckets("lost");
  await withTestServer(async () => {
    await unsteady.save("unsteady");
    const { failed, states, told } = await loseResult(unsteady, line);
    expect(failed).toMatchObject({ code: "failed_storage" });
    expect(states).toEqual(["FAILED", "FAILED"]);
    expect(told).not.toMatch(/storage_key|aws-canary/);
  });
  expect(await keysIn(steady)).toEqual([]);
});
