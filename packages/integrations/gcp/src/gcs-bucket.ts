import { dirname } from "node:path";
import type { Bucket, CreateBucketRequest } from "@google-cloud/storage";
import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { keyInFolder } from "@tutti/sdk/blocks/object-folders";
import { ObjectStorage } from "@tutti/sdk/blocks/object-storage";
import { z } from "zod";
import { type Blob, BucketObjects, type DownloadOptions, type UploadOptions } from "./bucket-objects.ts";
import { GcpCredentials } from "./gcp-credentials.ts";

interface BucketPlace {
  readonly bucket: string;
  readonly credentials: GcpCredentials;
}

/**
 * A bucket of Google Cloud Storage. Paths are below `bucketFolder`; one that begins with it already is taken as it is.
 */
export class GcsBucket extends defineBlock(
  {
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
  },
  ObjectStorage<BucketPlace, BucketObjects, UploadOptions, DownloadOptions>,
) {
  static {
    this.announce();
  }

  /** Makes the bucket; `location` and the rest are what Google's client takes. */
  createBucket(metadata: CreateBucketRequest = {}): Promise<Bucket> {
    return this.store.createBucket(metadata);
  }

  /** The bucket as Google's client has it, for what this block has no method for. */
  getBucket(): Promise<Bucket> {
    return this.store.getBucket();
  }

  /** The objects below a folder, those of folders in it among them. */
  async listBlobs(folder = ""): Promise<Blob[]> {
    const listed: Blob[] = [];
    for await (const blob of this.store.list(prefixOf(this.keyOf(folder)))) {
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
    const key = toBucket.keyOf(toPath);
    await this.store.copy(this.keyOf(fromPath), toBucket.bucket, key);
    return key;
  }

  protected override get place() {
    return { bucket: this.bucket, credentials: this.gcpCredentials };
  }

  protected override openStore({ bucket, credentials }: BucketPlace): BucketObjects {
    return new BucketObjects(bucket, credentials);
  }

  protected override keyOf(path: string): string {
    return keyInFolder(this.bucketFolder, path);
  }
}

function prefixOf(folder: string): string {
  return folder === "" || folder.endsWith("/") ? folder : `${folder}/`;
}
