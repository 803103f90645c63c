import { basename, resolve } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { block } from "@tutti/sdk/blocks/block-field";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { downloadFolder, keyBelow, uploadFolder } from "@tutti/sdk/blocks/object-folders";
import type { FolderStorage, Storage } from "@tutti/sdk/blocks/storage";
import { z } from "zod";
import { AzureBlobStorageCredentials } from "./azure-blob-storage-credentials.ts";
import { ContainerBlobs, type UploadOptions } from "./container-blobs.ts";

/** A container of Azure Blob Storage. Paths are below `baseFolder`, in what is given and in what is answered. */
export class AzureBlobStorageContainer
  extends defineBlock({
    slug: "azure-blob-storage-container",
    name: "Azure Blob Storage Container",
    description: "Stores files, results among them, in a container of Azure Blob Storage.",
    isBundled: true,
    fields: z.object({
      containerName: z.string().min(1).describe("Name of the container."),
      credentials: block(AzureBlobStorageCredentials).describe("How to sign in."),
      baseFolder: z.string().optional().describe("Folder in the container that paths are below."),
    }),
  })
  implements Storage, FolderStorage
{
  static {
    this.announce();
  }

  #opened: { readonly key: unknown; readonly blobs: ContainerBlobs } | null = null;

  /** The blob's content. Rejects with `missing_file`. */
  readPath(path: string): Promise<Uint8Array> {
    return this.#blobs.read(this.#nameOf(path));
  }

  async writePath(path: string, content: Uint8Array): Promise<string> {
    return this.uploadFromFileObject(content, path);
  }

  writeChunks(path: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
    return this.uploadFromFileObject(Readable.from(chunks, { objectMode: false }), path);
  }

  async deletePath(path: string): Promise<void> {
    await this.#blobs.delete(this.#nameOf(path));
  }

  /** Copies a folder of the container, all below `baseFolder` unless given, to a local one. */
  async getDirectory(fromPath?: string, localPath?: string): Promise<void> {
    await this.downloadFolderToPath(fromPath ?? "", localPath);
  }

  /** Copies a local folder into the container; resolves with how many files that were. */
  putDirectory(localPath?: string, toPath?: string, ignoreFile?: string): Promise<number> {
    return uploadFolder(this.#blobs, resolve(localPath ?? "."), this.#nameOf(toPath ?? ""), {}, ignoreFile);
  }

  /** Uploads a file, under its own name unless another is given; resolves with the path it can be read by. */
  async uploadFromPath(fromPath: string, toPath = basename(fromPath), options: UploadOptions = {}): Promise<string> {
    await this.#blobs.uploadFile(this.#nameOf(toPath), resolve(fromPath), options);
    return toPath;
  }

  /** Uploads the files of a folder and of those in it; resolves with the folder's whole name in the container. */
  async uploadFromFolder(fromFolder: string, toFolder = "", options: UploadOptions = {}): Promise<string> {
    const name = this.#nameOf(toFolder);
    await uploadFolder(this.#blobs, resolve(fromFolder), name, options);
    return name;
  }

  /** Uploads bytes or a stream of them; resolves with the path it can be read by. */
  async uploadFromFileObject(
    from: Readable | Uint8Array,
    toPath: string,
    options: UploadOptions = {},
  ): Promise<string> {
    await this.#blobs.upload(this.#nameOf(toPath), from, options);
    return toPath;
  }

  /** Downloads a blob to a file, under its own name unless another is given; resolves with the file's path. */
  async downloadObjectToPath(fromPath: string, toPath = basename(fromPath)): Promise<string> {
    const path = resolve(toPath);
    await this.#blobs.downloadFile(this.#nameOf(fromPath), path);
    return path;
  }

  /** Writes a blob's content to a stream, and ends it. */
  async downloadObjectToFileObject<W extends Writable>(fromPath: string, to: W): Promise<W> {
    await pipeline(await this.#blobs.open(this.#nameOf(fromPath)), to);
    return to;
  }

  /** Downloads a folder and those in it into a local one, the current one unless given; resolves with its path. */
  downloadFolderToPath(fromFolder: string, toFolder = "."): Promise<string> {
    return downloadFolder(this.#blobs, this.#nameOf(fromFolder), toFolder);
  }

  /** The whole names of all blobs of the container, or of those that begin so: `baseFolder` is not looked at. */
  async listBlobs(prefix = ""): Promise<string[]> {
    const names: string[] = [];
    for await (const name of this.#blobs.keysFrom(prefix)) names.push(name);
    return names;
  }

  #nameOf(path: string): string {
    const folder = this.baseFolder?.replace(/\/+$/, "") ?? "";
    return path === "" ? folder : keyBelow(folder, path);
  }

  /** One client as long as container and credentials stay what they are. */
  get #blobs(): ContainerBlobs {
    if (this.#opened?.key !== this.credentials || this.#opened.blobs.container !== this.containerName) {
      this.#opened = { key: this.credentials, blobs: new ContainerBlobs(this.containerName, this.credentials) };
    }
    return this.#opened.blobs;
  }
}
