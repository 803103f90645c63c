import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { filesBut, projectFiles } from "../files/ignore-rules.ts";

/** The files of a folder that a step brings elsewhere. Prefect's default, `.prefectignore`, need not be there. */
export async function filesToPush(directory: string, ignoreFile: string | null): Promise<string[]> {
  if (ignoreFile === null || ignoreFile === ".prefectignore") return projectFiles(directory);
  return filesBut(directory, await readFile(resolve(directory, ignoreFile), "utf8"));
}
