import { basename, resolve } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Block } from "./block.ts";
import { currentContext } from "../engine/run-context.ts";
import { expandedHome } from "./local-files.ts";
import { downloadFolder, type ObjectStore, uploadFolder } from "./object-folders.ts";
import type { FolderStorage, Storage } from "./storage.ts";

/**
 * What blocks have in common that keep files as objects of a bucket, or of whatever a cloud calls it: `Place` is what the
 * store is opened with. The second argument of `defineBlock`.
 */
export abstract class ObjectStorage<
  Place extends object,
  Store extends ObjectStore<Options, ReadOptions>,
  Options,
  ReadOptions,
>
  extends Block
  implements Storage, FolderStorage
{
  #opened: { readonly place: Place; readonly store: Store } | null = null;

  /** Where the store is, and who signs in to it, as the fields say now. */
  protected abstract get place(): Place;
  protected abstract openStore(place: Place): Store;
  /** The whole key of a path. */
  protected abstract keyOf(path: string): string;
  /** What a written file is called in answers: its key, unless a class says that it is the path. */
  protected answered(_path: string, key: string): string {
    return key;
  }

  /** One as long as its place stays what it is. */
  protected get store(): Store {
    const { place } = this;
    if (this.#opened === null || !isSame(this.#opened.place, place)) {
      this.#opened = { place, store: this.openStore(place) };
    }
    return this.#opened.store;
  }

  /** The object's content. Rejects with `missing_file`. */
  readPath(path: string): Promise<Uint8Array> {
    return this.store.read(this.keyOf(path));
  }

  writePath(path: string, content: Uint8Array): Promise<string> {
    return this.uploadFromFileObject(content, path);
  }

  writeChunks(path: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
    return this.uploadFromFileObject(Readable.from(chunks, { objectMode: false }), path);
  }

  async deletePath(path: string): Promise<void> {
    await this.store.delete(this.keyOf(path));
  }

  /** Copies a folder of the store, all that the block's paths are below unless given, to a local one. */
  async getDirectory(fromPath = "", localPath?: string): Promise<void> {
    await this.downloadFolderToPath(fromPath, localPath === undefined ? localPath : expandedHome(localPath));
  }

  /** Copies a local folder into the store; resolves with how many files that were. */
  putDirectory(localPath = ".", toPath = "", ignoreFile?: string): Promise<number> {
    return uploadFolder(this.store, resolve(expandedHome(localPath)), this.keyOf(toPath), undefined, ignoreFile);
  }

  /** Uploads a file, under its own name unless another is given; resolves with what it can be read by. */
  async uploadFromPath(fromPath: string, toPath = basename(fromPath), options?: Options): Promise<string> {
    const key = this.keyOf(toPath);
    await this.store.uploadFile(key, resolve(fromPath), options);
    return this.answered(toPath, key);
  }

  /** Uploads the files of a folder and of those in it; resolves with the key they are below. */
  async uploadFromFolder(fromFolder: string, toFolder = "", options?: Options): Promise<string> {
    const key = this.keyOf(toFolder);
    const count = await uploadFolder(this.store, resolve(fromFolder), key, options);
    if (count === 0) warn(`No files were uploaded: there are none in ${fromFolder}`);
    return key;
  }

  /** Uploads bytes or a stream of them; resolves with what they can be read by. */
  async uploadFromFileObject(from: Readable | Uint8Array, toPath: string, options?: Options): Promise<string> {
    const key = this.keyOf(toPath);
    await this.store.upload(key, from, options);
    return this.answered(toPath, key);
  }

  /** Downloads an object to a file, under its own name unless another is given; resolves with the file's path. */
  async downloadObjectToPath(fromPath: string, toPath = basename(fromPath), options?: ReadOptions): Promise<string> {
    const path = resolve(toPath);
    await this.store.downloadFile(this.keyOf(fromPath), path, options);
    return path;
  }

  /** Writes an object's content to a stream, and ends it. */
  async downloadObjectToFileObject<W extends Writable>(fromPath: string, to: W, options?: ReadOptions): Promise<W> {
    await pipeline(await this.store.open(this.keyOf(fromPath), options), to);
    return to;
  }

  /** Downloads a folder and those in it into a local one, the current one unless given; resolves with its path. */
  async downloadFolderToPath(fromFolder: string, toFolder = ".", options?: ReadOptions): Promise<string> {
    const key = this.keyOf(fromFolder);
    const count = await downloadFolder(this.store, key, toFolder, options);
    if (count === 0) warn(`No files were downloaded: there are none below ${key === "" ? "the root" : key}`);
    return resolve(toFolder);
  }
}

/** In the log of the run, if there is one: that nothing is there is no error, and seldom what somebody wanted. */
function warn(message: string): void {
  const { step, flowRun } = currentContext();
  (step?.logger ?? flowRun?.logger)?.warn(message);
}

function isSame<T extends object>(one: T, other: T): boolean {
  return Object.entries(one).every(([name, value]) => Reflect.get(other, name) === value);
}
