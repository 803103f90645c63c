import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../.cache/prefect/bin", import.meta.url));

/** A program of the pinned Prefect installation: `python`, `prefect`. */
export function prefectProgram(name: "python" | "prefect"): string {
  const path = join(bin, name);
  if (!existsSync(path)) throw new Error("Prefect is not installed; `npm test` does it");
  return path;
}
