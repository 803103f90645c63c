import { basename, dirname, resolve } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Bucket, CreateBucketRequest } from "@google-cloud/storage";
import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { downloadFolder, keyInFolder, uploadFolder } from "@tutti/sdk/blocks/object-folders";
import type { FolderStorage, Storage } from "@tutti/sdk/blocks/storage";
import { z } from "zod";
import { type Blob, BucketObjects, type UploadOptions } from "./bucket-objects.ts";
import { GcpCredentials } from "./gcp-credentials.ts";

/**
 * A bucket of Google Cloud Storage. Paths are below `bucketFolder`; one that begins with it already is taken as it is.
 */
export class GcsBucket
  extends defineBlock({
    slug: "gcs-bucket",
    name: "GCS Bucket",
    description: "Stores files, results among them, in a bucket of Google Cloud Storage.",
    isBundled: true,
    fields: z.object({
      bucket: z.string().min(1).describe("Name of the bucket."),
      gcpCredentials: block(GcpCredentials)
        .default(() => new GcpCredentials({}))
        .describe("How to sign in to Google Cloud."),
      bucketFolder: z.string().default("").describe("Folder in the bucket that paths are below."),
    }),
  })
  implements Storage, FolderStorage
{
  static {
    this.announce();
  }

  #opened: { readonly key: unknown; readonly objects: BucketObjects } | null = null;

  /** Makes the bucket; `location` and the rest are what Google's client takes. */
  createBucket(metadata: CreateBucketRequest = {}): Promise<Bucket> {
    return this.#objects.createBucket(metadata);
  }

  /** The bucket as Google's client has it, for what this block has no method for. */
  getBucket(): Promise<Bucket> {
    return this.#objects.getBucket();
  }

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
  async listBlobs(folder = ""): Promise<Blob[]> {
    const listed: Blob[] = [];
    for await (const blob of this.#objects.list(prefixOf(this.#keyOf(folder)))) {
      if (!blob.name.endsWith("/")) listed.push(blob);
    }
    return listed;
  }

  /** The folders that there are objects in, below a folder. */
  async listFolders(folder = ""): Promise<string[]> {
    const folders = new Set((await this.listBlobs(folder)).map(({ name }) => dirname(name)));
    return [...folders].filter((name) => name !== ".");
  }

  /** Copies an object within the bucket or to another, without its content coming here; resolves with the new key. */
  async copyObject(fromPath: string, toPath: string, toBucket: GcsBucket = this): Promise<string> {
    const key = toBucket.#keyOf(toPath);
    await this.#objects.copy(this.#keyOf(fromPath), toBucket.bucket, key);
    return key;
  }

  #keyOf(path: string): string {
    return keyInFolder(this.bucketFolder, path);
  }

  /** One client as long as bucket and credentials stay what they are. */
  get #objects(): BucketObjects {
    if (this.#opened?.key !== this.gcpCredentials || this.#opened.objects.bucket !== this.bucket) {
      this.#opened = { key: this.gcpCredentials, objects: new BucketObjects(this.bucket, this.gcpCredentials) };
    }
    return this.#opened.objects;
  }
}

function prefixOf(folder: string): string {
  return folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
}
