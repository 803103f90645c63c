import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type {
  BlobDownloadOptions,
  BlockBlobClient,
  BlockBlobParallelUploadOptions,
  ContainerClient,
} from "@azure/storage-blob";
import { TuttiError } from "@tutti/core/errors";
import type { ObjectStore } from "@tutti/sdk/blocks/object-folders";
import { writeWholeFile } from "@tutti/sdk/blocks/write-whole-file";
import type { AzureBlobStorageCredentials } from "./azure-blob-storage-credentials.ts";
import { asking, isMissingBlob, isTakenBlob } from "./azure-failure.ts";

// What is done with single blobs of a container, by their whole names. Contents flow through: no file is whole in memory.
// A blob is committed when all of it is there: an upload that dies leaves what was there before.

const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 5;

/** More that an upload may say, as Azure's SDK has it. */
export interface UploadOptions extends Pick<
  BlockBlobParallelUploadOptions,
  "blobHTTPHeaders" | "metadata" | "tags" | "tier"
> {
  /** Whether a blob that is there is written over; true unless given. */
  readonly overwrite?: boolean;
}

/** More that a download may say: a part of the blob, an older version of it, what decrypts it. */
export interface DownloadOptions extends Pick<BlobDownloadOptions, "conditions" | "customerProvidedKey"> {
  readonly offset?: number;
  readonly length?: number;
  readonly versionId?: string;
  readonly snapshot?: string;
}

/** One container, signed in to. */
export class ContainerBlobs implements ObjectStore<UploadOptions, DownloadOptions> {
  readonly container: string;
  readonly #credentials: AzureBlobStorageCredentials;
  #client: Promise<ContainerClient> | null = null;

  constructor(container: string, credentials: AzureBlobStorageCredentials) {
    this.container = container;
    this.#credentials = credentials;
  }

  async upload(name: string, content: Uint8Array | Readable, options: UploadOptions = {}): Promise<void> {
    const how = uploadOptions(options);
    await this.#ask(name, (blob) =>
      content instanceof Uint8Array
        ? blob.uploadData(content, how)
        : blob.uploadStream(content, PART_BYTES, PARTS_AT_ONCE, how),
    );
  }

  async uploadFile(name: string, path: string, options: UploadOptions = {}): Promise<void> {
    await this.#ask(name, (blob) => blob.uploadFile(path, uploadOptions(options)));
  }

  /** Its content as a stream. Rejects with `missing_file`. */
  async open(name: string, options: DownloadOptions = {}): Promise<NodeJS.ReadableStream> {
    const { offset, length, versionId, snapshot, ...how } = options;
    const { readableStreamBody: body } = await this.#ask(name, (blob) => {
      const version = versionId === undefined ? blob : blob.withVersion(versionId);
      return (snapshot === undefined ? version : version.withSnapshot(snapshot)).download(offset, length, how);
    });
    if (body !== undefined) return body;
    throw new Error(`${name} came without a content`);
  }

  async read(name: string): Promise<Uint8Array> {
    return asking(this.#what, async () => buffer(await this.open(name)));
  }

  /** The file is there whole or not at all. */
  async downloadFile(name: string, path: string, options?: DownloadOptions): Promise<void> {
    await asking(this.#what, async () => writeWholeFile(path, await this.open(name, options)));
  }

  /** Without those that stand for folders, where the account has real ones. */
  async *keysFrom(prefix: string): AsyncGenerator<string> {
    const client = await this.#connected();
    const blobs = client.listBlobsFlat({ prefix, includeMetadata: true });
    for (;;) {
      const { value: blob, done } = await asking(this.#what, () => blobs.next());
      if (done === true) return;
      if (blob.metadata?.["hdi_isfolder"] !== "true") yield blob.name;
    }
  }

  async delete(name: string): Promise<void> {
    await this.#ask(name, (blob) => blob.deleteIfExists({ deleteSnapshots: "include" }));
  }

  get #what(): string {
    return `azure-blob-storage-container ${this.container}`;
  }

  #ask<T>(name: string, work: (blob: BlockBlobClient) => Promise<T>): Promise<T> {
    return asking(this.#what, async () => {
      try {
        return await work((await this.#connected()).getBlockBlobClient(name));
      } catch (error) {
        const place = `${this.container}/${name}`;
        if (isMissingBlob(error)) throw new TuttiError("missing_file", place, { cause: error });
        if (!isTakenBlob(error)) throw error;
        throw new TuttiError("invalid_path", `${place} is there already, and overwrite is false`, { cause: error });
      }
    });
  }

  #connected(): Promise<ContainerClient> {
    this.#client ??= this.#credentials.getContainerClient(this.container);
    return this.#client;
  }
}

function uploadOptions({ overwrite = true, ...options }: UploadOptions): BlockBlobParallelUploadOptions {
  const conditions = overwrite ? {} : { conditions: { ifNoneMatch: "*" } };
  return { ...options, ...conditions, maxSingleShotSize: PART_BYTES };
}
