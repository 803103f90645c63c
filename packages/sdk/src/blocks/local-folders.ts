import { cp, mkdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { filesBut, projectFiles } from "@tutti/project/files/ignore-rules";
import { folderOf, placeWithin } from "./local-files.ts";

/** Copies a folder of a block to a local one; what the ignore file in it names is left out. */
export async function copyFromWithin(
  basepath: string | undefined,
  fromPath?: string,
  localPath?: string,
): Promise<void> {
  const from = fromPath === undefined ? folderOf(basepath) : await placeWithin(basepath, fromPath);
  await stat(from);
  await copyFiles(from, resolve(localPath ?? "."), await projectFiles(from));
}

/** Copies a local folder into a block; resolves with how many files that were. */
export async function copyIntoWithin(
  basepath: string | undefined,
  localPath?: string,
  toPath?: string,
  ignoreFile?: string,
): Promise<number> {
  const from = resolve(localPath ?? ".");
  const to = toPath === undefined ? folderOf(basepath) : await placeWithin(basepath, toPath);
  const files = await filesToPut(from, ignoreFile);
  await copyFiles(from, to, files);
  return files.length;
}

/** The files of a local folder, relative to it, that the patterns of a file leave; all of them without one. */
export async function filesToPut(folder: string, ignoreFile: string | undefined): Promise<string[]> {
  return filesBut(folder, ignoreFile === undefined ? "" : await readFile(ignoreFile, "utf8"));
}

async function copyFiles(from: string, to: string, files: readonly string[]): Promise<void> {
  if (from === to) return;
  for (const file of files) {
    const target = join(to, file);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(from, file), target, { verbatimSymlinks: true });
  }
}
