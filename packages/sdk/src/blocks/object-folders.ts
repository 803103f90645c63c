import { join, resolve, sep } from "node:path";
import type { Readable } from "node:stream";
import { TuttiError } from "@tutti/core/errors";
import { filesToPut } from "./local-folders.ts";

// Folders in stores that know none: an object's key has slashes in it. What the buckets and containers of the integrations
// have in common.

const AT_ONCE = 8;

/** A bucket, or whatever a cloud calls it, whose objects are found by their whole keys. */
export interface ObjectStore<Options, ReadOptions = unknown> {
  upload(key: string, content: Uint8Array | Readable, options?: Options): Promise<void>;
  uploadFile(key: string, path: string, options?: Options): Promise<void>;
  /** Its content as a stream. Rejects with `missing_file`. */
  open(key: string, options?: ReadOptions): Promise<NodeJS.ReadableStream>;
  read(key: string): Promise<Uint8Array>;
  /** One that is not there is no error. */
  delete(key: string): Promise<void>;
  /** The file is there whole or not at all; folders above it are made. */
  downloadFile(key: string, path: string, options?: ReadOptions): Promise<void>;
  /** All keys that begin so. */
  keysFrom(prefix: string): AsyncIterable<string>;
}

/** Uploads the files of a folder below a prefix, but for what an ignore file names; resolves with how many there were. */
export async function uploadFolder<Options>(
  store: Pick<ObjectStore<Options>, "uploadFile">,
  folder: string,
  prefix: string,
  options?: Options,
  ignoreFile?: string,
): Promise<number> {
  const files = await filesToPut(folder, ignoreFile);
  await uploadFiles(store, folder, prefix, files, options);
  return files.length;
}

/** Uploads these files of a folder below a prefix. */
export async function uploadFiles<Options>(
  store: Pick<ObjectStore<Options>, "uploadFile">,
  folder: string,
  prefix: string,
  files: readonly string[],
  options?: Options,
): Promise<void> {
  await several(files, (file) => store.uploadFile(keyBelow(prefix, file), join(folder, file), options));
}

/** Downloads what is below a prefix into a folder; resolves with how many files that were. */
export async function downloadFolder<ReadOptions>(
  store: Pick<ObjectStore<never, ReadOptions>, "downloadFile" | "keysFrom">,
  prefix: string,
  folder: string,
  options?: ReadOptions,
): Promise<number> {
  const to = resolve(folder);
  const below = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  const keys: string[] = [];
  for await (const key of store.keysFrom(below)) if (!key.endsWith("/")) keys.push(key);
  await several(keys, (key) => store.downloadFile(key, placeBelow(to, key.slice(below.length)), options));
  return keys.length;
}

/** `folder/file`, or the file alone. */
export function keyBelow(folder: string, path: string): string {
  const trimmed = folder.replace(/\/+$/, "");
  return trimmed === "" ? path : `${trimmed}/${path.replace(/^\/+/, "")}`;
}

/** The key of a path in a bucket's folder; `.` is the folder, as in paths of files. */
export function keyWithin(bucketFolder: string, path: string): string {
  const folder = bucketFolder.replace(/\/+$/, "");
  const plain = path.replace(/^(?:\.\/+)+/, "");
  return plain === "" || plain === "." ? folder : keyBelow(folder, plain);
}

/** The same where a path that begins with the folder already is taken as it is. */
export function keyInFolder(bucketFolder: string, path: string): string {
  const folder = bucketFolder.replace(/\/+$/, "");
  const isWhole = folder !== "" && (path === folder || path.startsWith(`${folder}/`));
  return isWhole ? path : keyWithin(folder, path);
}

/** Where an object's file goes. A key is whatever somebody wrote: it must not lead out of the folder (`invalid_path`). */
export function placeBelow(folder: string, name: string): string {
  const place = resolve(folder, name);
  if (place.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return place;
  throw new TuttiError("invalid_path", `the object ${name} would be written outside of ${folder}`);
}

async function several<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
