import { basename } from "node:path";
import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { keyInFolder } from "@tutti/sdk/blocks/object-folders";
import { ObjectStorage } from "@tutti/sdk/blocks/object-storage";
import { z } from "zod";
import { AwsCredentials } from "./aws-credentials.ts";
import {
  BucketObjects,
  type DownloadOptions,
  type ListedObject,
  type ListOptions,
  type UploadOptions,
} from "./bucket-objects.ts";
import { MinioCredentials } from "./minio-credentials.ts";

/** A bucket that something is copied to: the block of it, or its name. */
export interface CopyTarget {
  readonly toBucket?: S3Bucket | string;
}

interface BucketPlace {
  readonly bucket: string;
  readonly credentials: AwsCredentials | MinioCredentials;
}

/**
 * A bucket of S3, or of a store that speaks like it. Paths are below `bucketFolder`; one that begins with it already is
 * taken as it is.
 */
export class S3Bucket extends defineBlock(
  {
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
  },
  ObjectStorage<BucketPlace, BucketObjects, UploadOptions, DownloadOptions>,
) {
  static {
    this.announce();
  }

  /** The objects whose keys begin so, as those below a folder do, and in folders in it: `2021` means `2021-old`, too. */
  async listObjects(folder = "", options: ListOptions = {}): Promise<ListedObject[]> {
    const listed: ListedObject[] = [];
    for await (const item of this.store.list(this.keyOf(folder), options)) listed.push(item);
    return listed;
  }

  /** Copies an object within the bucket or to another, without its content coming here; resolves with the new key. */
  async copyObject(
    fromPath: string,
    toPath: string,
    { toBucket, ...options }: CopyTarget & UploadOptions = {},
  ): Promise<string> {
    const [bucket, key] = this.#target(toPath, toBucket);
    await this.store.copy(this.keyOf(fromPath), bucket, key, options);
    return key;
  }

  /** Copies an object, and removes it where it was; resolves with the new key. */
  async moveObject(fromPath: string, toPath: string, target: CopyTarget & UploadOptions = {}): Promise<string> {
    const [bucket, key] = this.#target(toPath, target.toBucket);
    const from = this.keyOf(fromPath);
    if (bucket === this.bucketName && key === from) return key;
    await this.copyObject(fromPath, toPath, target);
    await this.store.delete(from);
    return key;
  }

  /** Copies an object of another bucket, whatever it is signed in to with, through this process; resolves with its key. */
  async streamFrom(
    bucket: S3Bucket,
    fromPath: string,
    toPath = basename(fromPath),
    options?: UploadOptions,
  ): Promise<string> {
    return this.uploadFromFileObject(await bucket.store.open(bucket.keyOf(fromPath)), toPath, options);
  }

  protected override get place() {
    return { bucket: this.bucketName, credentials: this.credentials };
  }

  protected override openStore({ bucket, credentials }: BucketPlace): BucketObjects {
    return new BucketObjects(bucket, credentials);
  }

  protected override keyOf(path: string): string {
    return keyInFolder(this.bucketFolder, path);
  }

  #target(path: string, bucket: S3Bucket | string | undefined): [bucket: string, key: string] {
    if (bucket instanceof S3Bucket) return [bucket.bucketName, bucket.keyOf(path)];
    return bucket === undefined ? [this.bucketName, this.keyOf(path)] : [bucket, path];
  }
}
