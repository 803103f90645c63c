import { isMissingFile } from "../blocks/missing-file.ts";
import type { Storage } from "../blocks/storage.ts";
import type { Instant } from "@tutti/core/instant";
import { isExpired, isResultMetadata, type ResultMetadata, textOf } from "../results/result-file.ts";
import type { ResultOptions } from "../results/result-options.ts";
import type { ResultStore } from "../results/result-store.ts";
import { cachePath } from "./cache-path.ts";

/** Where it is kept which result a key has. */
export interface CachedResults {
  /** The unexpired result kept for the key, or null. */
  find(cacheKey: string, now: Instant): Promise<KeptResult | null>;
  /** Keeps a result where any later run with the same key finds it. */
  keep(value: unknown, cacheKey: string, expiresAt: Instant | null): Promise<ResultMetadata>;
}

interface KeptResult {
  readonly metadata: ResultMetadata;
  readonly value: () => unknown;
}

/** With the results themselves, or in a place of their own: then the key's file says which result it is. */
export async function cachedResults(
  results: ResultStore,
  options: ResultOptions,
  keyStorage: Storage | string | undefined,
): Promise<CachedResults> {
  if (keyStorage === undefined) {
    return {
      find: (cacheKey, now) => results.findCached(cacheKey, now, options),
      keep: (value, cacheKey, expiresAt) => results.encodeCached(value, cacheKey, expiresAt, options),
    };
  }
  const storage = typeof keyStorage === "string" ? await namedStorage(keyStorage) : keyStorage;
  return {
    async find(cacheKey, now) {
      const metadata = await readKey(storage, cachePath(cacheKey));
      if (metadata === null || isExpired(metadata, now)) return null;
      return { metadata, value: () => results.decode(metadata) };
    },
    async keep(value, cacheKey, expiresAt) {
      const metadata = await results.write(value, { ...options, expiresAt });
      await storage.writePath(cachePath(cacheKey), Buffer.from(JSON.stringify(metadata)));
      return metadata;
    },
  };
}

async function readKey(storage: Storage, path: string): Promise<ResultMetadata | null> {
  let content: Uint8Array;
  try {
    content = await storage.readPath(path);
  } catch (error) {
    if (isMissingFile(error)) return null;
    throw error;
  }
  const metadata: unknown = JSON.parse(textOf(content));
  if (!isResultMetadata(metadata)) throw new Error(`${path} does not say which result the key has`);
  return metadata;
}

/** A folder of this machine, or the block `slug/name`. Rejects with `not_found`, `invalid_block`. */
async function namedStorage(name: string): Promise<Storage> {
  if (/^[a-z0-9-]+\/[^/]+$/.test(name)) {
    const { loadBlock } = await import("../blocks/load-block.ts");
    const { isStorage } = await import("../blocks/storage.ts");
    const block = await loadBlock(name);
    if (isStorage(block)) return block;
    throw new TypeError(`The block ${name} keeps no files, so it cannot be a keyStorage`);
  }
  const { LocalFileSystem } = await import("../blocks/local-file-system.ts");
  return new LocalFileSystem({ basepath: name });
}
