import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, realpath, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { TuttiError } from "@tutti/core/errors";

// F1: a file is written beside its place and renamed into it, both on disk, so that a name never stands for a part.
// F2: no path leads out of the folder, neither by `..` nor by a link.

/** Rejects with `missing_file` and `invalid_path`. */
export async function readFileWithin(basepath: string | undefined, path: string): Promise<Uint8Array> {
  const place = await placeWithin(basepath, path);
  try {
    return await readFile(place);
  } catch (error) {
    throw isMissing(error) ? new TuttiError("missing_file", place, { cause: error }) : error;
  }
}

/** Resolves with the file's whole path when it is on disk. */
export async function writeFileWithin(
  basepath: string | undefined,
  path: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<string> {
  const place = await placeWithin(basepath, path);
  const folder = dirname(place);
  await mkdir(folder, { recursive: true });
  const draft = `${place}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      for await (const chunk of chunks) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(folder);
  return place;
}

export async function deleteFileWithin(basepath: string | undefined, path: string): Promise<void> {
  await rm(await placeWithin(basepath, path), { force: true });
}

/** The place of a path below a folder, links followed. Rejects with `invalid_path` for one that is not below it. */
export async function placeWithin(basepath: string | undefined, path: string): Promise<string> {
  const base = await existingPath(folderOf(basepath));
  const place = await existingPath(resolve(base, expandedHome(path)));
  if (place === base || place.startsWith(base.endsWith(sep) ? base : base + sep)) return place;
  throw new TuttiError("invalid_path", `${path} leads out of ${base}`);
}

/** The folder itself. */
export function folderOf(basepath: string | undefined): string {
  return resolve(basepath === undefined || basepath === "" ? "." : expandedHome(basepath));
}

/** A path with the links followed in as much of it as is there. */
async function existingPath(path: string): Promise<string> {
  for (let known = path; ; known = dirname(known)) {
    try {
      return join(await realpath(known), relative(known, path));
    } catch (error) {
      if (!isMissing(error) || dirname(known) === known) throw error;
    }
  }
}

/** With the home folder for a `~` at its beginning. */
export function expandedHome(path: string): string {
  return path === "~" || path.startsWith("~/") ? join(homedir(), path.slice(1)) : path;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

// A rename is on disk when its folder is; Windows has no such call and needs none.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
