import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type {
  Bucket,
  CreateBucketRequest,
  CreateReadStreamOptions,
  FileMetadata,
  GetFilesOptions,
  Storage,
} from "@google-cloud/storage";
import { TuttiError } from "@tutti/core/errors";
import type { ObjectStore } from "@tutti/sdk/blocks/object-folders";
import { storageFailure } from "@tutti/sdk/blocks/storage-failure";
import { writeWholeFile } from "@tutti/sdk/blocks/write-whole-file";
import type { GcpCredentials } from "./gcp-credentials.ts";
import { asking, isMissing, namesMissingBucket, namesMissingObject } from "./google-failure.ts";

// What is done with single objects of a bucket, by their whole keys. Contents flow through: no file is whole in memory.

/** Of an upload in parts, each is sent again when its connection breaks. */
const PART_BYTES = 8 * 1024 * 1024;

/** More that an upload may say, such as `contentType` or `metadata`, as Google's client has it. */
export type UploadOptions = Readonly<Record<string, unknown>>;

/** More that a download may say, as Google's client has it, and which generation of the object it is of. */
export interface DownloadOptions extends Pick<CreateReadStreamOptions, "start" | "end" | "decompress" | "validation"> {
  readonly generation?: number | string;
}

/** What is said of an object in a list. */
export interface Blob extends FileMetadata {
  readonly name: string;
}

/** One bucket, signed in to. */
export class BucketObjects implements ObjectStore<UploadOptions, DownloadOptions> {
  readonly bucket: string;
  readonly #credentials: GcpCredentials;
  #client: Promise<Storage> | null = null;

  constructor(bucket: string, credentials: GcpCredentials) {
    this.bucket = bucket;
    this.#credentials = credentials;
  }

  /** Small contents go in one request, others in parts. */
  async upload(key: string, body: Uint8Array | Readable, options: UploadOptions = {}): Promise<void> {
    await this.#write(async (bucket) => {
      const file = bucket.file(key);
      if (body instanceof Uint8Array && body.length <= PART_BYTES) {
        await file.save(Buffer.from(body.buffer, body.byteOffset, body.length), { ...options, resumable: false });
        return;
      }
      const parts = body instanceof Uint8Array ? Readable.from([body]) : body;
      await pipeline(parts, file.createWriteStream({ ...options, resumable: true, chunkSize: PART_BYTES }));
    });
  }

  async uploadFile(key: string, path: string, options: UploadOptions = {}): Promise<void> {
    await this.#write((bucket) => bucket.upload(path, { ...options, destination: key, chunkSize: PART_BYTES }));
  }

  /** Its content as a stream. Rejects with `missing_file`. */
  open(key: string, { generation, ...options }: DownloadOptions = {}): Promise<Readable> {
    return this.#read(key, async (bucket) => {
      const file = bucket.file(key, generation === undefined ? {} : { generation });
      const content = file.createReadStream(options);
      // Its content begins, or it is empty, or there is none: then this rejects.
      await once(content, "readable");
      return content;
    });
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
    for await (const { name } of this.list(prefix)) yield name;
  }

  async *list(prefix: string): AsyncGenerator<Blob> {
    let wanted: GetFilesOptions | null = { prefix, autoPaginate: false };
    while (wanted !== null) {
      const page = await this.#page(wanted);
      yield* page.blobs;
      wanted = page.next;
    }
  }

  async #page(wanted: GetFilesOptions): Promise<{ blobs: Blob[]; next: GetFilesOptions | null }> {
    const [files, next] = await this.#write((bucket) => bucket.getFiles(wanted));
    return { blobs: files.map(({ name, metadata }) => ({ ...metadata, name })), next };
  }

  async copy(key: string, toBucket: string, toKey: string): Promise<void> {
    await this.#read(key, (bucket) => bucket.file(key).copy(bucket.storage.bucket(toBucket).file(toKey)));
  }

  /** One that is not there is no error. */
  async delete(key: string): Promise<void> {
    try {
      await this.#read(key, (bucket) => bucket.file(key).delete());
    } catch (error) {
      if (!(error instanceof TuttiError) || error.code !== "missing_file") throw error;
    }
  }

  async createBucket(metadata: CreateBucketRequest): Promise<Bucket> {
    return asking(this.#what, async () => {
      const [bucket] = await (await this.#connected()).createBucket(this.bucket, metadata);
      return bucket;
    });
  }

  /** With what Google knows of it. */
  getBucket(): Promise<Bucket> {
    return this.#write(async (bucket) => (await bucket.get())[0]);
  }

  get #what(): string {
    return `gcs-bucket ${this.bucket}`;
  }

  /** What can only fail to find the bucket. */
  #write<T>(work: (bucket: Bucket) => Promise<T>): Promise<T> {
    return this.#ask(async (bucket) => {
      try {
        return await work(bucket);
      } catch (error) {
        throw isMissing(error) ? this.#noBucket() : error;
      }
    });
  }

  /** What can fail to find the bucket, or the object in it. */
  #read<T>(key: string, work: (bucket: Bucket) => Promise<T>): Promise<T> {
    return this.#ask(async (bucket) => {
      try {
        return await work(bucket);
      } catch (error) {
        if (!isMissing(error)) throw error;
        if (await isWithoutBucket(bucket, error)) throw this.#noBucket();
        throw new TuttiError("missing_file", `${this.bucket}/${key}`, { cause: error });
      }
    });
  }

  #noBucket(): TuttiError {
    return new TuttiError(
      "invalid_block",
      `${this.#what}: there is no such bucket; check its name, or make it with createBucket()`,
    );
  }

  #ask<T>(work: (bucket: Bucket) => Promise<T>): Promise<T> {
    return this.#telling(async () => work((await this.#connected()).bucket(this.bucket)));
  }

  /** Says what to change when it is refused, and where a connection broke. */
  async #telling<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await asking(this.#what, work);
    } catch (error) {
      throw storageFailure(error, this.#what);
    }
  }

  #connected(): Promise<Storage> {
    this.#client ??= this.#credentials.getCloudStorageClient();
    return this.#client;
  }
}

/** Whether it is the bucket that is missing: Google's answer says it, others may have to be asked. */
async function isWithoutBucket(bucket: Bucket, error: unknown): Promise<boolean> {
  if (namesMissingBucket(error)) return true;
  if (namesMissingObject(error)) return false;
  try {
    await bucket.getFiles({ maxResults: 1, autoPaginate: false });
    return false;
  } catch (answer) {
    return isMissing(answer);
  }
}
