import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { AwsCredentials } from "../src/aws-credentials.ts";
import { MinioCredentials } from "../src/minio-credentials.ts";
import { S3Bucket } from "../src/s3-bucket.ts";
import { AwsForTests } from "./support/aws.ts";

const aws = new AwsForTests();

const keysOf = async (bucket: S3Bucket, folder?: string) => (await bucket.listObjects(folder)).map(({ Key }) => Key);

/** A folder with files at two depths. */
async function projectFolder(name: string): Promise<string> {
  const folder = join(aws.folder, name);
  await mkdir(join(folder, "deep"), { recursive: true });
  await writeFile(join(folder, "one.txt"), "one");
  await writeFile(join(folder, "deep", "two.txt"), "two");
  await writeFile(join(folder, "secret.log"), "log");
  return folder;
}

test("paths are below the bucket's folder, and one that names it already is as it stands", async () => {
  const bucket = await aws.bucket("paths", "data/");
  expect(await bucket.writePath("a/b.bin", new Uint8Array([1, 2]))).toBe("data/a/b.bin");
  expect([...(await bucket.readPath("a/b.bin"))]).toEqual([1, 2]);
  expect([...(await bucket.readPath("data/a/b.bin"))]).toEqual([1, 2]);
  await bucket.deletePath("a/b.bin");
  await expect(bucket.readPath("a/b.bin")).rejects.toMatchObject({
    code: "missing_file",
    detail: "paths/data/a/b.bin",
  });
});

test.each([
  ["./a", "data/a"],
  ["/a", "data/a"],
  ["database", "data/database"],
])("a path may be written as that of a file: %s", async (path, key) => {
  const bucket = await aws.bucket(`spellings-${path.length}-${key.length}`, "data");
  expect(await bucket.writePath(path, Buffer.from(path))).toBe(key);
  expect(Buffer.from(await bucket.readPath(path)).toString()).toBe(path);
});

test("a download says more in S3's own words: a part of an object, an older one", async () => {
  const bucket = await aws.bucket("more");
  await aws.keepVersions("more");
  await bucket.writePath("x", Buffer.from("first"));
  const VersionId = await aws.versionOf("more", "x");
  await bucket.writePath("x", Buffer.from("second"));
  const old = await bucket.downloadObjectToPath("x", join(aws.folder, "old"), { VersionId });
  expect(await readFile(old, "utf8")).toBe("first");
  const out = new PassThrough();
  const read = text(out);
  await bucket.downloadObjectToFileObject("x", out, { Range: "bytes=0-2" });
  expect(await read).toBe("sec");
});

test("content that comes in parts is never whole in memory, whatever its size", async () => {
  const bucket = await aws.bucket("parts");
  const part = Buffer.alloc(1024 * 1024, "x");
  async function* parts(): AsyncGenerator<Uint8Array> {
    for (let sent = 0; sent < 12; sent++) yield part;
  }
  await bucket.writeChunks("large", parts());
  const [listed] = await bucket.listObjects();
  expect(listed).toMatchObject({ Key: "large", Size: 12 * part.length });
});

test("files and folders go up and come down", async () => {
  const bucket = await aws.bucket("folders", "base");
  const folder = await projectFolder("up");
  expect(await bucket.uploadFromPath(join(folder, "one.txt"))).toBe("base/one.txt");
  expect(await bucket.uploadFromFolder(folder, "all")).toBe("base/all");
  expect(await keysOf(bucket, "all")).toEqual(["base/all/deep/two.txt", "base/all/one.txt", "base/all/secret.log"]);
  const down = await bucket.downloadFolderToPath("all", join(aws.folder, "down"));
  expect(await readFile(join(down, "deep", "two.txt"), "utf8")).toBe("two");
  const single = await bucket.downloadObjectToPath("all/one.txt", join(aws.folder, "single.txt"));
  expect(await readFile(single, "utf8")).toBe("one");
  await expect(bucket.downloadObjectToPath("all/none.txt", join(aws.folder, "none.txt"))).rejects.toMatchObject({
    code: "missing_file",
  });
  expect(await readdir(aws.folder)).not.toContain("none.txt");
});

test("code is put and got as a directory, without what the ignore file names", async () => {
  const bucket = await aws.bucket("code", "project");
  const folder = await projectFolder("code");
  await writeFile(join(folder, ".ignore"), "*.log\n.ignore\n");
  expect(await bucket.putDirectory(folder, undefined, join(folder, ".ignore"))).toBe(2);
  await bucket.getDirectory(undefined, join(aws.folder, "got"));
  expect((await readdir(join(aws.folder, "got"), { recursive: true })).sort()).toEqual([
    "deep",
    "deep/two.txt",
    "one.txt",
  ]);
});

test("streams go in and out", async () => {
  const bucket = await aws.bucket("streams");
  await bucket.uploadFromFileObject(Readable.from([Buffer.from("streamed")]), "s", { ContentType: "text/plain" });
  const out = new PassThrough();
  const read = text(out);
  expect(await bucket.downloadObjectToFileObject("s", out)).toBe(out);
  expect(await read).toBe("streamed");
});

test("objects are copied, moved and streamed, within a bucket and to another", async () => {
  const [from, to] = [await aws.bucket("from-here", "a"), await aws.bucket("to-there", "b")];
  await from.writePath("x y", Buffer.from("x"));
  expect(await from.copyObject("x y", "copy")).toBe("a/copy");
  expect(await from.copyObject("x y", "copied", { toBucket: to })).toBe("b/copied");
  expect(await from.copyObject("x y", "raw", { toBucket: "to-there" })).toBe("raw");
  expect(await from.moveObject("copy", "moved")).toBe("a/moved");
  expect(await from.moveObject("moved", "moved")).toBe("a/moved");
  expect(await to.streamFrom(from, "moved", "streamed", { ContentType: "text/plain" })).toBe("b/streamed");
  expect(await keysOf(from)).toEqual(["a/moved", "a/x y"]);
  expect(await keysOf(to, "")).toEqual(["b/copied", "b/streamed"]);
});

test("lists come whole, in pages, or only what is directly there", async () => {
  const bucket = await aws.bucket("lists");
  for (const name of ["a", "b", "c", "d/e"]) await bucket.writePath(name, Buffer.from(name));
  expect(await keysOf(bucket)).toEqual(["a", "b", "c", "d/e"]);
  expect(await bucket.listObjects("", { pageSize: 2, maxItems: 3 })).toHaveLength(3);
  expect((await bucket.listObjects("", { delimiter: "/" })).map(({ Key }) => Key)).toEqual(["a", "b", "c"]);
});

test("MinIO's credentials open a bucket, too", async () => {
  await aws.bucket("minio");
  const credentials = new MinioCredentials({
    minioRootUser: "root",
    minioRootPassword: "p",
    awsClientParameters: { endpointUrl: aws.url },
  });
  const bucket = new S3Bucket({ bucketName: "minio", credentials });
  await bucket.writePath("m", Buffer.from("m"));
  expect(await keysOf(bucket)).toEqual(["m"]);
});

test("a role is taken on with the credentials", async () => {
  await aws.bucket("roles");
  const credentials = new AwsCredentials({
    awsAccessKeyId: "test",
    awsSecretAccessKey: "aws-canary",
    regionName: "us-east-1",
    awsClientParameters: { endpointUrl: aws.url },
    assumeRoleArn: "arn:aws:iam::123456789012:role/reader",
    assumeRoleKwargs: { roleSessionName: "tests", durationSeconds: 900 },
  });
  const bucket = new S3Bucket({ bucketName: "roles", credentials });
  await bucket.writePath("r", Buffer.from("r"));
  expect(await keysOf(bucket)).toEqual(["r"]);
});

test("a bucket that is not there, and credentials that sign nobody in, say what to change", async () => {
  const missing = new S3Bucket({ bucketName: "nowhere", credentials: aws.credentials });
  const told = "s3-bucket nowhere: there is no such bucket; check its name, region and endpoint";
  await expect(missing.writePath("x", Buffer.from("x"))).rejects.toMatchObject({ code: "invalid_block", detail: told });
  await expect(missing.listObjects()).rejects.toMatchObject({ code: "invalid_block", detail: told });
  const profile = new AwsCredentials({ profileName: "no-such-profile", awsClientParameters: { endpointUrl: aws.url } });
  const unsigned = new S3Bucket({ bucketName: "nowhere", credentials: profile });
  await expect(unsigned.readPath("x")).rejects.toMatchObject({
    code: "invalid_block",
    detail: expect.stringContaining("the credentials are refused (CredentialsProviderError)"),
  });
  const cut = new AwsCredentials({ awsAccessKeyId: "AKIA…", awsSecretAccessKey: "…", regionName: "eu-central-1" });
  await expect(new S3Bucket({ bucketName: "nowhere", credentials: cut }).readPath("x")).rejects.toMatchObject({
    code: "invalid_block",
    detail: "s3-bucket nowhere: the access key has characters that no key has; copy it anew",
  });
});

test("an object whose key leads out of the folder is not written", async () => {
  const bucket = await aws.bucket("climbing");
  await bucket.writePath("code/../../../escaped.txt", Buffer.from("x"));
  await expect(bucket.downloadFolderToPath("code", join(aws.folder, "inside"))).rejects.toMatchObject({
    code: "invalid_path",
  });
});
