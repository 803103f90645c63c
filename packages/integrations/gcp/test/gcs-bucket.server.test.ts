import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { GcsBucket } from "../src/gcs-bucket.ts";
import { GoogleForTests } from "./support/google.ts";

const google = new GoogleForTests();

const namesOf = async (bucket: GcsBucket, folder?: string) => (await bucket.listBlobs(folder)).map(({ name }) => name);

/** A folder with files at two depths. */
async function projectFolder(name: string): Promise<string> {
  const folder = join(google.folder, name);
  await mkdir(join(folder, "deep"), { recursive: true });
  await writeFile(join(folder, "one.txt"), "one");
  await writeFile(join(folder, "deep", "two.txt"), "two");
  await writeFile(join(folder, "secret.log"), "log");
  return folder;
}

test("a bucket is made where it is wanted, and is there then", async () => {
  const bucket = await google.bucket("made");
  expect(google.gate.asked.some((asked) => asked.startsWith("POST /storage/v1/b?project=trips-project"))).toBe(true);
  expect((await bucket.getBucket()).metadata).toMatchObject({ name: "made", kind: "storage#bucket" });
});

test("credentials give Google's own clients and tokens, for what no block does", async () => {
  await google.bucket("clients");
  const { credentials } = google;
  const storage = await credentials.getCloudStorageClient();
  const [buckets] = await storage.getBuckets();
  expect(buckets.map(({ name }) => name)).toContain("clients");
  expect(await credentials.getAccessToken()).toMatch(/^ya29\./);
  expect(await (await credentials.getAuth()).getProjectId()).toBe("trips-project");
});

test("paths are below the bucket's folder, and one that names it already is as it stands", async () => {
  const bucket = await google.bucket("paths", "data/");
  expect(await bucket.writePath("a/b.bin", new Uint8Array([1, 2]))).toBe("data/a/b.bin");
  expect([...(await bucket.readPath("a/b.bin"))]).toEqual([1, 2]);
  expect([...(await bucket.readPath("data/a/b.bin"))]).toEqual([1, 2]);
  await bucket.deletePath("a/b.bin");
  await bucket.deletePath("a/b.bin");
  await expect(bucket.readPath("a/b.bin")).rejects.toMatchObject({
    code: "missing_file",
    detail: "paths/data/a/b.bin",
  });
});

test("a download may be of a part of an object", async () => {
  const bucket = await google.bucket("ranges");
  await bucket.writePath("x", Buffer.from("second"));
  const path = await bucket.downloadObjectToPath("x", join(google.folder, "range"), { start: 1, end: 3 });
  expect(await readFile(path, "utf8")).toBe("eco");
});

test("content that comes in parts is never whole in memory, whatever its size", async () => {
  const bucket = await google.bucket("parts");
  const part = Buffer.alloc(1024 * 1024, "x");
  async function* parts(): AsyncGenerator<Uint8Array> {
    for (let sent = 0; sent < 12; sent++) yield part;
  }
  await bucket.writeChunks("large", parts());
  const [listed] = await bucket.listBlobs();
  expect(listed).toMatchObject({ name: "large", size: String(12 * part.length) });
});

test("files and folders go up and come down", async () => {
  const bucket = await google.bucket("folders", "base");
  const folder = await projectFolder("up");
  expect(await bucket.uploadFromPath(join(folder, "one.txt"))).toBe("base/one.txt");
  expect(await bucket.uploadFromFolder(folder, "all")).toBe("base/all");
  expect(await namesOf(bucket, "all")).toEqual(["base/all/deep/two.txt", "base/all/one.txt", "base/all/secret.log"]);
  expect(await bucket.listFolders()).toEqual(["base/all/deep", "base/all", "base"]);
  const down = await bucket.downloadFolderToPath("all", join(google.folder, "down"));
  expect(await readFile(join(down, "deep", "two.txt"), "utf8")).toBe("two");
  const single = await bucket.downloadObjectToPath("all/one.txt", join(google.folder, "single.txt"));
  expect(await readFile(single, "utf8")).toBe("one");
  await expect(bucket.downloadObjectToPath("all/none.txt", join(google.folder, "none.txt"))).rejects.toMatchObject({
    code: "missing_file",
  });
  expect(await readdir(google.folder)).not.toContain("none.txt");
});

test("code is put and got as a directory, without what the ignore file names", async () => {
  const bucket = await google.bucket("code", "project");
  const folder = await projectFolder("code");
  await writeFile(join(folder, ".ignore"), "*.log\n.ignore\n");
  expect(await bucket.putDirectory(folder, undefined, join(folder, ".ignore"))).toBe(2);
  await bucket.getDirectory(undefined, join(google.folder, "got"));
  expect((await readdir(join(google.folder, "got"), { recursive: true })).sort()).toEqual([
    "deep",
    "deep/two.txt",
    "one.txt",
  ]);
});

test("streams go in and out, and what else is said of an object is kept", async () => {
  const bucket = await google.bucket("streams");
  await bucket.uploadFromFileObject(Readable.from([Buffer.from("streamed")]), "s", { contentType: "text/x-trip" });
  const out = new PassThrough();
  const read = text(out);
  expect(await bucket.downloadObjectToFileObject("s", out)).toBe(out);
  expect(await read).toBe("streamed");
  expect(await bucket.listBlobs()).toMatchObject([{ name: "s", contentType: "text/x-trip" }]);
});

test("an object is copied within a bucket and to another", async () => {
  const [from, to] = [await google.bucket("from-here", "a"), await google.bucket("to-there", "b")];
  await from.writePath("x y", Buffer.from("x"));
  expect(await from.copyObject("x y", "copy")).toBe("a/copy");
  expect(await from.copyObject("x y", "copied", to)).toBe("b/copied");
  await expect(from.copyObject("none", "copied")).rejects.toMatchObject({ code: "missing_file" });
  expect(await namesOf(from)).toEqual(["a/copy", "a/x y"]);
  expect(Buffer.from(await to.readPath("copied")).toString()).toBe("x");
});
