import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { readParquetBytes } from "./parquet-source.ts";
import { TripDataError } from "./trip-data-error.ts";

/** One taxi trip. Times are New York's wall clock, written as if it were UTC, as the source does. */
export interface Trip {
  readonly pickupAtMs: number;
  /** Drop-off minus pick-up; NaN when either is missing. */
  readonly durationMinutes: number;
  readonly pickupZone: string;
  readonly dropoffZone: string;
  /** NaN when missing. */
  readonly distanceMiles: number;
}

const COLUMNS = ["lpep_pickup_datetime", "lpep_dropoff_datetime", "PULocationID", "DOLocationID", "trip_distance"];

// Milliseconds as a number, whatever the file's unit: the published months use microseconds or nanoseconds, and a Date
// would drop what stands behind the millisecond.
const parsers = {
  timestampFromMilliseconds: Number,
  timestampFromMicroseconds: (micros: bigint) => Number(micros) / 1e3,
  timestampFromNanoseconds: (nanos: bigint) => Number(nanos) / 1e6,
};

/**
 * Every trip of a month, in the file's order. `source` is the path or http(s) URL of a Parquet file with the columns of
 * the published green-taxi records. Throws `TripDataError` when it cannot be read, lacks a column or has no rows.
 */
export async function readTrips(source: string): Promise<Trip[]> {
  const file = await readParquetBytes(source);
  const rows = await decode(source, file);
  if (rows.length === 0) throw new TripDataError(`${source} has no rows.`);
  return rows.map(toTrip);
}

async function decode(source: string, file: ArrayBuffer): Promise<Record<string, unknown>[]> {
  try {
    const metadata = parquetMetadata(file, { parsers });
    const present = parquetSchema(metadata).children.map((child) => child.element.name);
    const missing = COLUMNS.filter((column) => !present.includes(column));
    if (missing.length > 0) {
      throw new TripDataError(`${source} lacks ${columns(missing)}. It has ${columns(present)}.`);
    }
    return await parquetReadObjects({ file, metadata, columns: COLUMNS, compressors, parsers });
  } catch (error) {
    if (error instanceof TripDataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TripDataError(`${source} is not a readable Parquet file: ${reason}.`, { cause: error });
  }
}

function columns(names: readonly string[]): string {
  return `${names.length === 1 ? "the column" : "the columns"} ${names.join(", ")}`;
}

function toTrip(row: Record<string, unknown>): Trip {
  const pickupAtMs = toNumber(row["lpep_pickup_datetime"]);
  return {
    pickupAtMs,
    durationMinutes: (toNumber(row["lpep_dropoff_datetime"]) - pickupAtMs) / 60_000,
    pickupZone: String(row["PULocationID"]),
    dropoffZone: String(row["DOLocationID"]),
    distanceMiles: toNumber(row["trip_distance"]),
  };
}

function toNumber(value: unknown): number {
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : Number.NaN;
}
