import { join, resolve, sep } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { filesToPut } from "@tutti/sdk/blocks/local-folders";
import type { BucketObjects, UploadOptions } from "./bucket-objects.ts";

const AT_ONCE = 8;

/** Uploads the files of a folder below a prefix; resolves with how many there were. */
export async function uploadFolder(
  objects: BucketObjects,
  folder: string,
  prefix: string,
  { ignoreFile, ...options }: UploadOptions & { readonly ignoreFile?: string | undefined },
): Promise<number> {
  const files = await filesToPut(folder, ignoreFile);
  await uploadFiles(objects, folder, prefix, files, options);
  return files.length;
}

/** Uploads these files of a folder below a prefix. */
export async function uploadFiles(
  objects: BucketObjects,
  folder: string,
  prefix: string,
  files: readonly string[],
  options: UploadOptions,
): Promise<void> {
  await several(files, (file) => objects.uploadFile(keyBelow(prefix, file), join(folder, file), options));
}

/** Downloads what is below a prefix into a folder; resolves with the folder's path. */
export async function downloadFolder(objects: BucketObjects, prefix: string, folder: string): Promise<string> {
  const to = resolve(folder);
  const below = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  const keys: string[] = [];
  for await (const { Key: key = "" } of objects.list(below)) if (!key.endsWith("/")) keys.push(key);
  await several(keys, (key) => objects.downloadFile(key, placeOf(to, key.slice(below.length))));
  return to;
}

/** `folder/file`, or the file alone. */
export function keyBelow(folder: string, path: string): string {
  const trimmed = folder.replace(/\/+$/, "");
  return trimmed === "" ? path : `${trimmed}/${path}`;
}

/** A key is whatever somebody wrote: it must not lead out of the folder. */
function placeOf(folder: string, name: string): string {
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
