import { basename, resolve } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { downloadFolder, keyInFolder, uploadFolder } from "@tutti/sdk/blocks/object-folders";
import type { FolderStorage, Storage } from "@tutti/sdk/blocks/storage";
import { z } from "zod";
import { AwsCredentials } from "./aws-credentials.ts";
import { BucketObjects, type ListedObject, type ListOptions, type UploadOptions } from "./bucket-objects.ts";
import { MinioCredentials } from "./minio-credentials.ts";

/** A bucket that something is copied to: the block of it, or its name. */
export interface CopyTarget {
  readonly toBucket?: S3Bucket | string;
}

/**
 * A bucket of S3, or of a store that speaks like it. Paths are below `bucketFolder`; one that begins with it already is
 * taken as it is.
 */
export class S3Bucket
  extends defineBlock({
    slug: "s3-bucket",
    name: "S3 Bucket",
    description: "Stores files, results among them, in a bucket of S3 or a store that speaks like it.",
    isBundled: true,
    fields: z.object({
      bucketName: z.string().describe("Name of the bucket."),
      credentials: block(MinioCredentials, AwsCredentials)
        .default(() => new AwsCredentials({}))
        .describe("How to sign in."),
      bucketFolder: z.string().default("").describe("Folder in the bucket that paths are below."),
    }),
  })
  implements Storage, FolderStorage
{
  static {
    this.announce();
  }

  #opened: { readonly key: unknown; readonly objects: BucketObjects } | null = null;

  /** The object's content. Rejects with `missing_file`. */
  readPath(path: string): Promise<Uint8Array> {
    return this.#objects.read(this.#keyOf(path));
  }

  /** Resolves with the object's key. */
  async writePath(path: string, content: Uint8Array): Promise<string> {
    const key = this.#keyOf(path);
    await this.#objects.upload(key, content);
    return key;
  }

  async writeChunks(path: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
    const key = this.#keyOf(path);
    await this.#objects.upload(key, Readable.from(chunks, { objectMode: false }));
    return key;
  }

  async deletePath(path: string): Promise<void> {
    await this.#objects.delete(this.#keyOf(path));
  }

  /** Copies a folder of the bucket, all below `bucketFolder` unless given, to a local one. */
  async getDirectory(fromPath?: string, localPath?: string): Promise<void> {
    await downloadFolder(this.#objects, this.#keyOf(fromPath ?? ""), localPath ?? ".");
  }

  /** Copies a local folder into the bucket; resolves with how many files that were. */
  putDirectory(localPath?: string, toPath?: string, ignoreFile?: string): Promise<number> {
    return uploadFolder(this.#objects, resolve(localPath ?? "."), this.#keyOf(toPath ?? ""), {}, ignoreFile);
  }

  /** Uploads a file, under its own name unless another is given; resolves with the object's key. */
  async uploadFromPath(fromPath: string, toPath = basename(fromPath), options: UploadOptions = {}): Promise<string> {
    const key = this.#keyOf(toPath);
    await this.#objects.uploadFile(key, resolve(fromPath), options);
    return key;
  }

  /** Uploads the files of a folder and of those in it; resolves with the key they are below. */
  async uploadFromFolder(fromFolder: string, toFolder = "", options: UploadOptions = {}): Promise<string> {
    const key = this.#keyOf(toFolder);
    await uploadFolder(this.#objects, resolve(fromFolder), key, options);
    return key;
  }

  /** Uploads bytes or a stream of them; resolves with the object's key. */
  async uploadFromFileObject(
    from: Readable | Uint8Array,
    toPath: string,
    options: UploadOptions = {},
  ): Promise<string> {
    const key = this.#keyOf(toPath);
    await this.#objects.upload(key, from, options);
    return key;
  }

  /** Downloads an object to a file, under its own name unless another is given; resolves with the file's path. */
  async downloadObjectToPath(fromPath: string, toPath = basename(fromPath)): Promise<string> {
    const path = resolve(toPath);
    await this.#objects.downloadFile(this.#keyOf(fromPath), path);
    return path;
  }

  /** Writes an object's content to a stream, and ends it. */
  async downloadObjectToFileObject<W extends Writable>(fromPath: string, to: W): Promise<W> {
    await pipeline(await this.#objects.open(this.#keyOf(fromPath)), to);
    return to;
  }

  /** Downloads a folder and those in it into a local one, the current one unless given; resolves with its path. */
  downloadFolderToPath(fromFolder: string, toFolder = "."): Promise<string> {
    return downloadFolder(this.#objects, this.#keyOf(fromFolder), toFolder);
  }

  /** The objects below a folder, those of folders in it among them. */
  async listObjects(folder = "", options: ListOptions = {}): Promise<ListedObject[]> {
    const listed: ListedObject[] = [];
    for await (const item of this.#objects.list(this.#keyOf(folder), options)) listed.push(item);
    return listed;
  }

  /** Copies an object within the bucket or to another, without its content coming here; resolves with the new key. */
  async copyObject(
    fromPath: string,
    toPath: string,
    { toBucket, ...options }: CopyTarget & UploadOptions = {},
  ): Promise<string> {
    const [bucket, key] = this.#target(toPath, toBucket);
    await this.#objects.copy(this.#keyOf(fromPath), bucket, key, options);
    return key;
  }

  /** Copies an object, and removes it where it was; resolves with the new key. */
  async moveObject(fromPath: string, toPath: string, target: CopyTarget & UploadOptions = {}): Promise<string> {
    const [bucket, key] = this.#target(toPath, target.toBucket);
    const from = this.#keyOf(fromPath);
    if (bucket === this.bucketName && key === from) return key;
    await this.copyObject(fromPath, toPath, target);
    await this.#objects.delete(from);
    return key;
  }

  /** Copies an object of another bucket, whatever it is signed in to with, through this process; resolves with its key. */
  async streamFrom(bucket: S3Bucket, fromPath: string, toPath = basename(fromPath)): Promise<string> {
    return this.uploadFromFileObject(await bucket.#objects.open(bucket.#keyOf(fromPath)), toPath);
  }

  #target(path: string, bucket: S3Bucket | string | undefined): [bucket: string, key: string] {
    if (bucket instanceof S3Bucket) return [bucket.bucketName, bucket.#keyOf(path)];
    return bucket === undefined ? [this.bucketName, this.#keyOf(path)] : [bucket, path];
  }

  #keyOf(path: string): string {
    return keyInFolder(this.bucketFolder, path);
  }

  /** One client as long as bucket and credentials stay what they are. */
  get #objects(): BucketObjects {
    if (this.#opened?.key !== this.credentials || this.#opened.objects.bucket !== this.bucketName) {
      this.#opened = { key: this.credentials, objects: new BucketObjects(this.bucketName, this.credentials) };
    }
    return this.#opened.objects;
  }
}
