import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { _Object, S3Client } from "@aws-sdk/client-s3";
import { TuttiError } from "@tutti/core/errors";
import type { ObjectStore } from "@tutti/sdk/blocks/object-folders";
import { storageFailure } from "@tutti/sdk/blocks/storage-failure";
import { writeWholeFile } from "@tutti/sdk/blocks/write-whole-file";
import { asking, isMissingObject } from "./aws-failure.ts";
import type { AwsCredentials } from "./aws-credentials.ts";
import type { MinioCredentials } from "./minio-credentials.ts";

// What is done with single objects of a bucket, by their whole keys. Contents flow through: no file is whole in memory.

/** More that an upload may say, such as ContentType or Metadata, as the AWS SDK's PutObject has it. */
export type UploadOptions = Readonly<Record<string, unknown>>;

/** More that a download may say, such as VersionId or SSECustomerKey, as the AWS SDK's GetObject has it. */
export type DownloadOptions = Readonly<Record<string, unknown>>;

/** What is said of an object in a list. */
export type ListedObject = _Object;

export interface ListOptions {
  /** Lists what is directly in the folder alone, with "/". */
  readonly delimiter?: string;
  readonly pageSize?: number;
  readonly maxItems?: number;
}

/** One bucket, signed in to. */
export class BucketObjects implements ObjectStore<UploadOptions, DownloadOptions> {
  readonly bucket: string;
  readonly #credentials: AwsCredentials | MinioCredentials;
  #client: Promise<S3Client> | null = null;

  constructor(bucket: string, credentials: AwsCredentials | MinioCredentials) {
    this.bucket = bucket;
    this.#credentials = credentials;
  }

  async upload(key: string, body: Uint8Array | Readable, options: UploadOptions = {}): Promise<void> {
    await this.#ask(async (client) => {
      const { Upload } = await import("@aws-sdk/lib-storage");
      await new Upload({ client, params: { ...options, Bucket: this.bucket, Key: key, Body: body } }).done();
    });
  }

  async uploadFile(key: string, path: string, options: UploadOptions = {}): Promise<void> {
    await this.upload(key, createReadStream(path), options);
  }

  /** Its content as a stream. Rejects with `missing_file`. */
  async open(key: string, options: DownloadOptions = {}): Promise<Readable> {
    return this.#ask(async (client) => {
      const { GetObjectCommand } = await import("@aws-sdk/client-s3");
      const { Body } = await client.send(new GetObjectCommand({ ...options, Bucket: this.bucket, Key: key }));
      if (Body instanceof Readable) return Body;
      throw new Error(`${key} came without a content`);
    }, key);
  }

  async read(key: string): Promise<Uint8Array> {
    const content = await this.open(key);
    return this.#telling(() => buffer(content));
  }

  /** The file is there whole or not at all. */
  async downloadFile(key: string, path: string, options?: DownloadOptions): Promise<void> {
    const content = await this.open(key, options);
    await this.#telling(() => writeWholeFile(path, content));
  }

  async *keysFrom(prefix: string): AsyncGenerator<string> {
    for await (const { Key: key = "" } of this.list(prefix)) yield key;
  }

  async *list(
    prefix: string,
    { delimiter, pageSize, maxItems = Infinity }: ListOptions = {},
  ): AsyncGenerator<ListedObject> {
    const { paginateListObjectsV2 } = await import("@aws-sdk/client-s3");
    const query = { Bucket: this.bucket, Prefix: prefix, ...(delimiter === undefined ? {} : { Delimiter: delimiter }) };
    const pages = paginateListObjectsV2(
      { client: await this.#connected(), ...(pageSize === undefined ? {} : { pageSize }) },
      query,
    );
    let left = maxItems;
    for (;;) {
      const { value: page, done } = await this.#telling(() => pages.next());
      if (done === true) return;
      for (const item of page.Contents ?? []) {
        if (left-- <= 0) return;
        yield item;
      }
    }
  }

  async copy(key: string, toBucket: string, toKey: string, options: UploadOptions = {}): Promise<void> {
    await this.#ask(async (client) => {
      const { CopyObjectCommand } = await import("@aws-sdk/client-s3");
      const CopySource = [this.bucket, ...key.split("/")].map(encodeURIComponent).join("/");
      await client.send(new CopyObjectCommand({ ...options, Bucket: toBucket, Key: toKey, CopySource }));
    }, key);
  }

  async delete(key: string): Promise<void> {
    await this.#ask(async (client) => {
      const { DeleteObjectCommand } = await import("@aws-sdk/client-s3");
      await client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
    });
  }

  get #what(): string {
    return `s3-bucket ${this.bucket}`;
  }

  #ask<T>(work: (client: S3Client) => Promise<T>, key?: string): Promise<T> {
    return this.#telling(async () => {
      try {
        return await work(await this.#connected());
      } catch (error) {
        if (key === undefined || !isMissingObject(error)) throw error;
        throw new TuttiError("missing_file", `${this.bucket}/${key}`, { cause: error });
      }
    });
  }

  /** Says what to change when it is refused, and where a connection broke. */
  async #telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await asking(this.#what, work);
    } catch (error) {
      throw storageFailure(error, this.#what);
    }
  }

  #connected(): Promise<S3Client> {
    this.#client ??= this.#credentials.getS3Client();
    return this.#client;
  }
}
