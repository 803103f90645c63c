import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";

const IGNORE_FILES = [".tuttiignore", ".prefectignore"];

/**
 * The files of a project that go along when its folder is copied, relative to it with `/` between names, sorted: all that
 * `.tuttiignore`, else `.prefectignore`, does not leave behind. Its patterns are those of `.gitignore`. Links are not
 * followed.
 */
export async function projectFiles(directory: string): Promise<string[]> {
  const rules = await readRules(directory);
  const files: string[] = [];
  await walk(directory, "", rules, files);
  return files.sort();
}

/** The files of a folder that these patterns, those of `.gitignore`, do not leave behind; named and sorted as above. */
export async function filesBut(directory: string, patterns: string): Promise<string[]> {
  const files: string[] = [];
  await walk(directory, "", ignore().add(patterns), files);
  return files.sort();
}

async function readRules(directory: string): Promise<Ignore> {
  for (const name of IGNORE_FILES) {
    const text = await readFile(join(directory, name), "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (text !== null) return ignore().add(text);
  }
  return ignore();
}

async function walk(directory: string, within: string, rules: Ignore, files: string[]): Promise<void> {
  for (const entry of await readdir(join(directory, within), { withFileTypes: true })) {
    const path = `${within}${entry.name}`;
    if (entry.isDirectory()) {
      if (!rules.ignores(`${path}/`)) await walk(directory, `${path}/`, rules, files);
    } else if ((entry.isFile() || entry.isSymbolicLink()) && !rules.ignores(path)) {
      files.push(path);
    }
  }
}
