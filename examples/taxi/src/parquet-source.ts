import { readFile } from "node:fs/promises";
import { TripDataError } from "./trip-data-error.ts";

const FETCH_TIMEOUT_MS = 120_000;

/** Whether a source is fetched over HTTP; anything else is a path. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/**
 * The bytes of a Parquet file, given as a path or an http(s) URL. One month of trips is a few megabytes, so it is read
 * whole. Throws `TripDataError` when there is nothing to read.
 */
export async function readParquetBytes(source: string): Promise<ArrayBuffer> {
  const bytes = isUrl(source) ? await fetchBytes(source) : await readBytes(source);
  const magic = new TextDecoder().decode(bytes.slice(0, 4));
  if (magic !== "PAR1") throw new TripDataError(`${source} is not a Parquet file (it does not begin with "PAR1").`);
  return bytes;
}

async function readBytes(path: string): Promise<ArrayBuffer> {
  const file = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new TripDataError(`Cannot read ${path}: ${error.code === "ENOENT" ? "no such file" : error.message}.`, {
      cause: error,
    });
  });
  return new Uint8Array(file).buffer;
}

async function fetchBytes(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) }).catch((error: Error) => {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new TripDataError(`Cannot fetch ${url}: ${reason}.`, { cause: error });
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new TripDataError(`Cannot fetch ${url}: the server answered ${response.status} ${response.statusText}.`);
  }
  return response.arrayBuffer();
}
