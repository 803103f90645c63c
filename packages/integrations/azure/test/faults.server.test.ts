import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AzureBlobStorageContainer } from "../src/azure-blob-storage-container.ts";
import { AzureBlobStorageCredentials } from "../src/azure-blob-storage-credentials.ts";
import { AzureForTests } from "./support/azure.ts";
import { changedByBreaks } from "../../../../tests/support/broken-uploads.ts";
import { UnsteadyLine } from "../../../../tests/support/unsteady-line.ts";

const azure = new AzureForTests();
const EVERY = Number.MAX_SAFE_INTEGER;
let line: UnsteadyLine;

beforeAll(async () => {
  line = await UnsteadyLine.before(azure.server.url);
});
beforeEach(() => line.mend());
afterAll(() => line.close());

/** A container that is there, and the same by the unsteady line. */
async function containers(
  name: string,
): Promise<[steady: AzureBlobStorageContainer, unsteady: AzureBlobStorageContainer]> {
  const steady = await azure.container(name);
  const credentials = new AzureBlobStorageCredentials({ connectionString: azure.server.connectionString(line.url) });
  return [steady, new AzureBlobStorageContainer({ containerName: name, credentials })];
}

test("an upload whose connection dies is gone on with, in parts and whole", async () => {
  const [steady, unsteady] = await containers("once");
  expect(await changedByBreaks(steady, unsteady, line, azure.folder)).toEqual([]);
  expect(line.broken).toBe(6);
});

test("an upload that dies for good says so, and leaves what was there before", async () => {
  const [steady, unsteady] = await containers("for-good");
  await steady.writePath("x", Buffer.from("before"));
  const content = randomBytes(1024 * 1024);
  line.breaks = { connections: EVERY, afterBytes: 64 * 1024 };
  const failed = await unsteady.writePath("x", content).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: "failed_storage",
    detail: expect.stringMatching(/^azure-blob-storage-container for-good: \S/),
    fix: expect.stringContaining("Check that it is reached from here"),
  });
  expect(inspect(failed, { depth: 9 })).not.toContain(azure.server.key);
  await expect(unsteady.writePath("new", content)).rejects.toMatchObject({ code: "failed_storage" });
  expect(await steady.listBlobs()).toEqual(["x"]);
  expect(String(await steady.readPath("x"))).toBe("before");
});

test("a line that is slow is waited for", async () => {
  const [, unsteady] = await containers("slow");
  line.delayMs = 20;
  const content = randomBytes(1024 * 1024);
  await unsteady.writePath("x", content);
  expect(Buffer.compare(Buffer.from(await unsteady.readPath("x")), content)).toBe(0);
});
