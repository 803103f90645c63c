import { readdir } from "node:fs/promises";
import { join } from "node:path";

const SKIPPED = new Set(["node_modules", "dist", "build", "venv", "__pycache__", "site-packages"]);
const FOLDERS_MAX = 2000;

/** Whether a folder of this name may hold code that somebody wrote: it is neither hidden, nor installed, nor built. */
export function mayHoldCode(name: string): boolean {
  return !SKIPPED.has(name) && !name.startsWith(".");
}

/** The folders below a folder that may hold code, each with a slash at its end; the folder itself is the empty text. */
export async function codeFolders(folder: string): Promise<string[]> {
  const found = [""];
  for (const within of found) {
    const entries = await readdir(join(folder, within), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (found.length >= FOLDERS_MAX) return found;
      if (entry.isDirectory() && mayHoldCode(entry.name)) found.push(`${within}${entry.name}/`);
    }
  }
  return found;
}
