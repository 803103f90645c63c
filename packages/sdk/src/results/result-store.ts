import { TuttiError } from "@tutti/core/errors";
import { addSeconds, formatInstant, type Instant } from "@tutti/core/instant";
import { cachePath } from "../caching/cache-path.ts";
import { newId } from "../engine/new-id.ts";
import { exactJson, isInline } from "./inline-json.ts";
import {
  isExpired,
  isResultMetadata,
  parseResultFile,
  resultFile,
  type ResultMetadata,
  textOf,
} from "./result-file.ts";
import type { ResultOptions } from "./result-options.ts";
import type { ResultPlace, ResultPlaces } from "./result-places.ts";
import { deserialized, serialized } from "./serializer.ts";
import { withStorage } from "./storage-access.ts";

// Prefect 3's result files carry the version of the library that wrote them.
const PREFECT_VERSION = "3.8.8";

/** How one result is to be kept. */
export interface WriteOptions extends ResultOptions {
  /** The file's path in its storage; one that no other has unless given. */
  readonly storageKey?: string | null;
  readonly expiresAt?: Instant | null;
}

/** A result that is kept, and how to get at it. */
export interface FoundResult {
  readonly metadata: ResultMetadata;
  readonly value: () => Promise<unknown>;
}

/**
 * Turns results into what a state carries, and back. Small values that JSON carries exactly stand in the state itself;
 * all others, and those for which somebody chose a place or a form, are in files of result storage before the state that
 * names them is sent.
 */
export class ResultStore {
  readonly #places: ResultPlaces;
  readonly #dropsFalsy: boolean;

  /** `dropsFalsy`: the server is Prefect's, which keeps no inline 0, "" or []. */
  constructor(places: ResultPlaces, dropsFalsy: boolean) {
    this.#places = places;
    this.#dropsFalsy = dropsFalsy;
  }

  /** The `data` of a completed state; null stands for `undefined`. Rejects with `unserializable_result`, `failed_storage`. */
  async encode(value: unknown, options: WriteOptions = {}): Promise<unknown> {
    if (value === undefined) return null;
    const isChosen =
      options.resultStorage !== undefined ||
      options.resultSerializer !== undefined ||
      (options.storageKey ?? null) !== null;
    const json = isChosen ? null : exactJson(value);
    if (json !== null && isInline(value, json, this.#dropsFalsy)) return value;
    return this.write(value, options);
  }

  /** Keeps a result as a file. When it resolves, the file is there whole. */
  async write(value: unknown, options: WriteOptions = {}): Promise<ResultMetadata> {
    const { text, serializer } = serialized(value, options.resultSerializer);
    const place = await this.#places.of(options.resultStorage);
    const { expiresAt = null } = options;
    const metadata: ResultMetadata = {
      storage_key: options.storageKey ?? newId().replaceAll("-", ""),
      expiration: expiresAt === null ? null : formatInstant(expiresAt),
      serializer,
      prefect_version: PREFECT_VERSION,
      storage_block_id: place.blockId,
    };
    const record = { metadata, text };
    await withStorage(place.label, async () => {
      const { storage } = place;
      if (storage.writeChunks === undefined) await storage.writePath(metadata.storage_key, bytesOf(resultFile(record)));
      else await storage.writeChunks(metadata.storage_key, eachOf(resultFile(record)));
    });
    return metadata;
  }

  /** The unexpired result at a key, or null. */
  async find(storageKey: string, now: Instant, options: ResultOptions = {}): Promise<FoundResult | null> {
    const content = await contentAt(await this.#places.of(options.resultStorage), storageKey);
    const record = content === null ? null : parseResultFile(content);
    if (content === null) return null;
    if (record === null) throw new Error(`${storageKey} is no stored result`);
    const { metadata, text } = record;
    if (isExpired(metadata, now)) return null;
    return { metadata, value: () => deserialized(text, metadata.serializer) };
  }

  /** What a state's data stands for. Rejects with `missing_result`, `failed_storage`. */
  async decode(data: unknown): Promise<unknown> {
    if (data === null || data === undefined) return undefined;
    if (!isResultMetadata(data)) return data;
    const place = await this.#placeFor(data);
    const content = await contentAt(place, data.storage_key);
    if (content === null) {
      throw new TuttiError(
        "missing_result",
        `${data.storage_key} of ${place.label} is gone, or was written on another machine`,
      );
    }
    // Python keeps what is said of a result beside it when its cache policy has a place for keys.
    const record = parseResultFile(content) ?? { metadata: data, text: textOf(content) };
    return deserialized(record.text, record.metadata.serializer);
  }

  /** Keeps a result where any later run with the same cache key finds it. */
  encodeCached(
    value: unknown,
    cacheKey: string,
    expiresAt: Instant | null,
    options: ResultOptions = {},
  ): Promise<ResultMetadata> {
    return this.write(value, { ...options, expiresAt, storageKey: cachePath(cacheKey) });
  }

  /** The unexpired result kept for a cache key, or null. */
  findCached(cacheKey: string, now: Instant, options: ResultOptions = {}): Promise<FoundResult | null> {
    return this.find(cachePath(cacheKey), now, options);
  }

  async #placeFor({ storage_block_id, storage_key }: ResultMetadata): Promise<ResultPlace> {
    if (storage_block_id === null) return this.#places.withoutBlock(storage_key);
    try {
      return await this.#places.byId(storage_block_id);
    } catch (error) {
      if (!(error instanceof TuttiError) || error.code !== "not_found") throw error;
      const detail = `${storage_key}: the block that it was kept in, ${storage_block_id}, was deleted`;
      throw new TuttiError("missing_result", detail, { cause: error });
    }
  }
}

/** When a result cached now expires. */
export function cacheExpiry(at: Instant, seconds: number | undefined): Instant | null {
  return seconds === undefined ? null : addSeconds(at, seconds);
}

/** Null when there is no such file. */
async function contentAt({ storage, label }: ResultPlace, path: string): Promise<Uint8Array | null> {
  try {
    return await withStorage(label, () => storage.readPath(path));
  } catch (error) {
    if (error instanceof TuttiError && error.code === "missing_file") return null;
    throw error;
  }
}

function bytesOf(chunks: Iterable<Uint8Array>): Uint8Array {
  return Buffer.concat([...chunks]);
}

async function* eachOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks;
}
