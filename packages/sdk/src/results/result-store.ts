import { hash } from "node:crypto";
import { isAbsolute, join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { addSeconds, formatInstant, type Instant, parseInstant } from "@tutti/core/instant";
import { newId } from "../engine/new-id.ts";
import { exactJson, isInline } from "./inline-json.ts";
import { isResultMetadata, readResultFile, type ResultMetadata, writeResultFile } from "./result-file.ts";
import { deserialize, serialize } from "./serializer.ts";

// Prefect 3's result files carry the version of the library that wrote them.
const PREFECT_VERSION = "3.8.8";

/**
 * Turns results into what a state carries, and back. Small values that JSON carries exactly stand in the state itself;
 * all others are in files below `folder` before the state that names them is sent.
 */
export class ResultStore {
  readonly #folder: string;
  readonly #dropsFalsy: boolean;

  /** `dropsFalsy`: the server is Prefect's, which keeps no inline 0, "" or []. */
  constructor(folder: string, dropsFalsy: boolean) {
    this.#folder = folder;
    this.#dropsFalsy = dropsFalsy;
  }

  /** The `data` of a completed state; null stands for `undefined`. Rejects with `unserializable_result`. */
  async encode(value: unknown): Promise<unknown> {
    if (value === undefined) return null;
    const json = exactJson(value);
    if (json !== null && isInline(value, json, this.#dropsFalsy)) return value;
    return this.#store(join(this.#folder, newId().replaceAll("-", "")), value, null);
  }

  async decode(data: unknown): Promise<unknown> {
    if (data === null || data === undefined) return undefined;
    if (!isResultMetadata(data)) return data;
    const path = this.#pathOf(data.storage_key);
    const record = await readResultFile(path);
    if (record === null) throw new TuttiError("missing_result", `${path} is gone, or was written on another machine`);
    return deserialize(record.metadata.serializer.type, record.text);
  }

  /** Keeps a result where any later run with the same cache key finds it. */
  async encodeCached(value: unknown, cacheKey: string, expiresAt: Instant | null): Promise<ResultMetadata> {
    return this.#store(this.#cachePath(cacheKey), value, expiresAt === null ? null : formatInstant(expiresAt));
  }

  /** The unexpired result kept for a cache key, or null. */
  async findCached(cacheKey: string, now: Instant): Promise<ResultMetadata | null> {
    const record = await readResultFile(this.#cachePath(cacheKey));
    if (record === null) return null;
    const { expiration } = record.metadata;
    const expiresAt = expiration === null ? null : parseInstant(expiration);
    return expiresAt !== null && expiresAt <= now ? null : record.metadata;
  }

  async #store(path: string, value: unknown, expiration: string | null): Promise<ResultMetadata> {
    const { type, text } = serialize(value);
    const metadata: ResultMetadata = {
      storage_key: path,
      expiration,
      serializer: { type },
      prefect_version: PREFECT_VERSION,
      storage_block_id: null,
    };
    await writeResultFile(path, { metadata, text });
    return metadata;
  }

  #cachePath(cacheKey: string): string {
    return join(this.#folder, `cache-${hash("sha256", cacheKey)}`);
  }

  #pathOf(storageKey: string): string {
    return isAbsolute(storageKey) ? storageKey : join(this.#folder, storageKey);
  }
}

/** When a result cached now expires. */
export function cacheExpiry(at: Instant, seconds: number | undefined): Instant | null {
  return seconds === undefined ? null : addSeconds(at, seconds);
}
