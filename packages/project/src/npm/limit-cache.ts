import { lstat, readdir, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { withFileLock } from "@tutti/client/file-lock";

// Beside the folder `<key>` of an installation stand `<key>.links`, the places that were linked to it, written to at each
// use, and `<key>.bytes`, its size.

interface Kept {
  readonly path: string;
  readonly bytes: number;
  readonly usedAt: number;
}

export function linksFile(kept: string): string {
  return `${kept}.links`;
}

/** Held while the installation is made, linked to, or removed. */
export function lockFile(kept: string): string {
  return `${kept}.lock`;
}

/** Notes how large an installation is. */
export async function measure(kept: string): Promise<void> {
  await writeFile(`${kept}.bytes`, String(await bytesOf(kept)));
}

/** Removes installations that nobody links to, those used longest ago first, until the rest is within the limit. */
export async function limitCache(cache: string, mostBytes: number, signal: AbortSignal): Promise<void> {
  const all = (await keptIn(cache)).toSorted((one, other) => one.usedAt - other.usedAt);
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of all) {
    if (total <= mostBytes) return;
    if (await removeUnused(path, signal)) total -= bytes;
  }
}

async function keptIn(cache: string): Promise<Kept[]> {
  const entries = await readdir(cache, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.includes("."));
  return Promise.all(
    folders.map(async ({ name }) => {
      const path = join(cache, name);
      const [noted, links] = await Promise.all([
        readFile(`${path}.bytes`, "utf8").catch(() => null),
        stat(linksFile(path)).catch(() => null),
      ]);
      const bytes = noted === null ? await bytesOf(path) : Number(noted);
      return { path, bytes, usedAt: links?.mtimeMs ?? 0 };
    }),
  );
}

/** Answers whether it was removed. */
function removeUnused(kept: string, signal: AbortSignal): Promise<boolean> {
  return withFileLock(lockFile(kept), signal, async () => {
    const links = await readFile(linksFile(kept), "utf8").catch(() => "");
    const used = await Promise.all(links.split("\n").map((path) => isLinkedTo(kept, path)));
    if (used.includes(true)) return false;
    await rm(kept, { recursive: true, force: true });
    for (const end of ["links", "bytes"]) await rm(`${kept}.${end}`, { force: true });
    return true;
  });
}

async function isLinkedTo(kept: string, path: string): Promise<boolean> {
  if (path === "") return false;
  const target = await readlink(path).catch(() => null);
  return target !== null && target.includes(basename(kept));
}

/** What the files of a folder take; links are not followed. */
async function bytesOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await lstat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
