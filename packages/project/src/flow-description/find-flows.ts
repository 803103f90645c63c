import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { entryPointText } from "../entry-point.ts";
import { mayHoldCode } from "./code-folders.ts";

const FILES_MAX = 2000;
const BYTES_MAX = 500_000;

const NODE = /export\s+(?:const\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?::[^=]+)?=|(default))\s*flow\s*[(<]/gu;
const PYTHON = /^@(?:prefect\.)?flow\b(?:[^\n]*\n)+?(?:async\s+)?def\s+(\w+)/gmu;

const PATTERNS: Readonly<Record<string, RegExp>> = {
  ".ts": NODE,
  ".mts": NODE,
  ".js": NODE,
  ".mjs": NODE,
  ".py": PYTHON,
};

/**
 * Entry points of what looks like flows in a folder, sorted: `export const mainFlow = flow(…)` and functions below
 * `@flow`. Nothing is loaded; installed packages, hidden folders and what is built are passed over.
 */
export async function findFlows(folder: string): Promise<string[]> {
  const files: string[] = [];
  await collectFiles(folder, "", files);
  const found = await Promise.all(files.map((file) => flowsIn(folder, file)));
  return found.flat().sort();
}

async function collectFiles(folder: string, within: string, files: string[]): Promise<void> {
  const entries = await readdir(join(folder, within), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (files.length >= FILES_MAX) return;
    const path = `${within}${entry.name}`;
    if (entry.isDirectory() && mayHoldCode(entry.name)) {
      await collectFiles(folder, `${path}/`, files);
    } else if (entry.isFile() && extname(entry.name) in PATTERNS && !/\.(?:test|spec|d)\.\w+$/.test(entry.name)) {
      files.push(path);
    }
  }
}

async function flowsIn(folder: string, file: string): Promise<string[]> {
  const path = join(folder, file);
  const pattern = PATTERNS[extname(file)];
  if (pattern === undefined || (await stat(path)).size > BYTES_MAX) return [];
  const text = await readFile(path, "utf8");
  const names = Array.from(text.matchAll(pattern), ([, name, other]) => name ?? other ?? "");
  return names.map((exportName) => entryPointText({ file, exportName }));
}
