import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { BlobServiceClient } from "@azure/storage-blob";
import { expect, test } from "vitest";
import { AzureBlobStorageContainer } from "../src/azure-blob-storage-container.ts";
import { AzureBlobStorageCredentials } from "../src/azure-blob-storage-credentials.ts";
import { AzureForTests } from "./support/azure.ts";

const azure = new AzureForTests();

/** A folder with files at two depths. */
async function projectFolder(name: string): Promise<string> {
  const folder = join(azure.folder, name);
  await mkdir(join(folder, "deep"), { recursive: true });
  await writeFile(join(folder, "one.txt"), "one");
  await writeFile(join(folder, "deep", "two.txt"), "two");
  await writeFile(join(folder, "secret.log"), "log");
  return folder;
}

test("paths are below the container's folder, in what is given and in what is answered", async () => {
  const container = await azure.container("paths", "data/");
  expect(await container.writePath("a/b.bin", new Uint8Array([1, 2]))).toBe("a/b.bin");
  expect(await container.writePath("data/c", Buffer.from("c"))).toBe("data/c");
  expect(await container.listBlobs()).toEqual(["data/a/b.bin", "data/data/c"]);
  expect([...(await container.readPath("a/b.bin"))]).toEqual([1, 2]);
  await container.deletePath("a/b.bin");
  await container.deletePath("a/b.bin");
  await expect(container.readPath("a/b.bin")).rejects.toMatchObject({
    code: "missing_file",
    detail: "paths/data/a/b.bin",
  });
});

test("credentials give Azure's own clients, for what no block does", async () => {
  const container = await azure.container("clients");
  await container.writePath("x", Buffer.from("x"));
  const { credentials } = azure;
  expect(await (await credentials.getContainerClient("clients")).exists()).toBe(true);
  expect(await (await credentials.getBlobClient("clients", "x")).exists()).toBe(true);
  expect((await credentials.getClient()).accountName).toBe("devstoreaccount1");
});

test("a download may be of a part of a blob", async () => {
  const container = await azure.container("ranges");
  await container.writePath("x", Buffer.from("second"));
  const path = await container.downloadObjectToPath("x", join(azure.folder, "range"), { offset: 1, length: 3 });
  expect(await readFile(path, "utf8")).toBe("eco");
});

test("content that comes in parts is never whole in memory, whatever its size", async () => {
  const container = await azure.container("parts");
  const part = Buffer.alloc(1024 * 1024, "x");
  async function* parts(): AsyncGenerator<Uint8Array> {
    for (let sent = 0; sent < 12; sent++) yield part;
  }
  expect(await container.writeChunks("large", parts())).toBe("large");
  await container.downloadObjectToPath("large", join(azure.folder, "large"));
  expect((await readFile(join(azure.folder, "large"))).length).toBe(12 * part.length);
});

test("files and folders go up and come down", async () => {
  const container = await azure.container("folders", "base");
  const folder = await projectFolder("up");
  expect(await container.uploadFromPath(join(folder, "one.txt"))).toBe("one.txt");
  expect(await container.uploadFromFolder(folder, "all")).toBe("base/all");
  const below = ["base/all/deep/two.txt", "base/all/one.txt", "base/all/secret.log"];
  expect(await container.listBlobs("base/all/")).toEqual(below);
  expect(await container.listBlobs()).toEqual([...below, "base/one.txt"]);
  const down = await container.downloadFolderToPath("all", join(azure.folder, "down"));
  expect(await readFile(join(down, "deep", "two.txt"), "utf8")).toBe("two");
  const single = await container.downloadObjectToPath("all/one.txt", join(azure.folder, "single.txt"));
  expect(await readFile(single, "utf8")).toBe("one");
  await expect(container.downloadObjectToPath("all/none.txt", join(azure.folder, "none.txt"))).rejects.toMatchObject({
    code: "missing_file",
  });
  expect(await readdir(azure.folder)).not.toContain("none.txt");
});

test("code is put and got as a directory, without what the ignore file names, and what stands for folders", async () => {
  const container = await azure.container("code", "project");
  const folder = await projectFolder("code");
  await writeFile(join(folder, ".ignore"), "*.log\n.ignore\n");
  expect(await container.putDirectory(folder, undefined, join(folder, ".ignore"))).toBe(2);
  const metadata = { hdi_isfolder: "true" };
  await container.uploadFromFileObject(new Uint8Array(), "deep", { metadata });
  await container.getDirectory(undefined, join(azure.folder, "got"));
  expect((await readdir(join(azure.folder, "got"), { recursive: true })).sort()).toEqual([
    "deep",
    "deep/two.txt",
    "one.txt",
  ]);
});

test("streams go in and out, with what is said of them", async () => {
  const container = await azure.container("streams");
  const options = { blobHTTPHeaders: { blobContentType: "text/plain" } };
  expect(await container.uploadFromFileObject(Readable.from([Buffer.from("streamed")]), "s", options)).toBe("s");
  const out = new PassThrough();
  const read = text(out);
  expect(await container.downloadObjectToFileObject("s", out)).toBe(out);
  expect(await read).toBe("streamed");
  const account = BlobServiceClient.fromConnectionString(azure.server.connectionString());
  const { contentType } = await account.getContainerClient("streams").getBlobClient("s").getProperties();
  expect(contentType).toBe("text/plain");
});

test("a blob that is there is written over, unless that is not wanted", async () => {
  const container = await azure.container("taken");
  const [first, second] = [Buffer.from("first"), Buffer.from("second")];
  await container.uploadFromFileObject(first, "x", { overwrite: false });
  await expect(container.uploadFromFileObject(second, "x", { overwrite: false })).rejects.toMatchObject({
    code: "invalid_path",
    detail: "taken/x is there already, and overwrite is false",
  });
  expect(String(await container.readPath("x"))).toBe("first");
  await container.writePath("x", second);
  expect(String(await container.readPath("x"))).toBe("second");
});

test("a blob whose name leads out of the folder is not written", async () => {
  const container = await azure.container("climbing");
  // Azure's SDK makes slashes of them.
  await container.writePath("code/..\\..\\escaped.txt", Buffer.from("x"));
  await expect(container.downloadFolderToPath("code", join(azure.folder, "inside"))).rejects.toMatchObject({
    code: "invalid_path",
  });
});

test("a container that is not there, and credentials that sign nobody in, say what to change", async () => {
  const { credentials } = azure;
  const missing = new AzureBlobStorageContainer({ containerName: "nowhere", credentials });
  const told =
    "azure-blob-storage-container nowhere: there is no such container; make it, or check its name and the account";
  const refusal = { code: "invalid_block", detail: told };
  await expect(missing.writePath("x", Buffer.from("x"))).rejects.toMatchObject(refusal);
  await expect(missing.readPath("x")).rejects.toMatchObject(refusal);
  await expect(missing.listBlobs()).rejects.toMatchObject(refusal);
  const key = Buffer.from("azure-canary").toString("base64");
  const strangers = new AzureBlobStorageCredentials({
    connectionString: azure.server.connectionString(azure.server.url, key),
  });
  const closed = new AzureBlobStorageContainer({ containerName: "nowhere", credentials: strangers });
  await expect(closed.readPath("x")).rejects.toMatchObject({
    code: "invalid_block",
    detail: expect.stringMatching(/nowhere: the credentials are refused \(Auth\w+\); check them and what they may do$/),
  });
  const unreadable = new AzureBlobStorageCredentials({ connectionString: "AccountKey=azure-canary" });
  const unread = new AzureBlobStorageContainer({ containerName: "nowhere", credentials: unreadable });
  await expect(unread.readPath("x")).rejects.toMatchObject({
    code: "invalid_block",
    detail:
      "azure-blob-storage-credentials: the connectionString cannot be read; copy it from the account's access keys",
  });
});

test.each([
  [{}, "give it a connectionString or an accountUrl, one of the two"],
  [
    { connectionString: "c", accountUrl: "https://a.example" },
    "give it a connectionString or an accountUrl, one of the two",
  ],
  [{ accountUrl: "https://a.example", clientId: "c" }, "clientId, tenantId, clientSecret belong together"],
  [
    { connectionString: "c", clientId: "c", tenantId: "t", clientSecret: "azure-canary" },
    "clientId goes with an accountUrl",
  ],
])("credentials that contradict themselves are none: %o", (values, told) => {
  expect(() => new AzureBlobStorageCredentials(values)).toThrow(told);
});
