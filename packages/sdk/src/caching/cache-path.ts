import { hash } from "node:crypto";

const LONGEST_NAME = 200;
// What every file system takes for a name, and no part of which leads elsewhere.
const SAFE_NAME = /^(?!\.{1,2}$)[^\0\\:*?"<>|]+$/;

/**
 * Where the result of a cache key is kept, below the folder of results: at the key itself, so that Prefect's Python finds it
 * under the same key; a key that is no path has its hash for one.
 */
export function cachePath(cacheKey: string): string {
  const names = cacheKey.split("/").filter((name) => name !== "");
  const isPath = !cacheKey.startsWith("/") && names.length > 0 && names.every(isSafe);
  return isPath ? names.join("/") : `cache-${hash("sha256", cacheKey)}`;
}

function isSafe(name: string): boolean {
  return name.length <= LONGEST_NAME && SAFE_NAME.test(name) && !name.endsWith(".tmp");
}
