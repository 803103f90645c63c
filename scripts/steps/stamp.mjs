import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { inRoot, root } from "./project-paths.mjs";

const ignoredFolders = new Set(["node_modules", "dist", ".cache", "test"]);

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!ignoredFolders.has(name)) yield* filesUnder(join(path, name));
  }
}

/** A hash of the names and contents of all files under the given paths, relative to the root. */
export function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesUnder(inRoot(path))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

const stampFile = (name) => inRoot(".cache", "stamps", name);

/** Whether the step was last finished for exactly these inputs. */
export function isStamped(name, hash) {
  const file = stampFile(name);
  return existsSync(file) && readFileSync(file, "utf8") === hash;
}

/** Remembers that the step is finished. Call it last: a step that was interrupted must run again. */
export function stamp(name, hash) {
  mkdirSync(dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), hash);
}

/** Forgets a step, before what it made is taken apart. */
export function forget(name) {
  rmSync(stampFile(name), { force: true });
}
