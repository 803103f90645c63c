import type { LogRecord } from "./logs.ts";

const BATCH_RECORDS = 1000;
const BATCH_CHARACTERS = 400_000;
/** As many as a server that answers is usually behind. */
const PLAIN_BATCHES = 20;
/** A program that prints and never waits would have all of its memory filled with what it printed. */
const RECORDS_MAX = 2_000_000;
const PACKED_BYTES_MAX = 128 * 1024 * 1024;

interface Batch {
  readonly count: number;
  /** As they are, or packed. */
  readonly records: readonly LogRecord[] | Buffer;
}

/**
 * Log records that wait to be sent, oldest first, in batches as they travel. Where many wait, those that came last are kept
 * packed: lines resemble each other, and a million of them take a tenth of what they take as objects.
 */
export class LogBacklog {
  readonly #recordsMax: number;
  readonly #plainBatches: number;
  #batches: Batch[] = [];
  #last: LogRecord[] = [];
  #lastCharacters = 0;
  #size = 0;
  #packedBytes = 0;

  constructor(recordsMax: number = RECORDS_MAX, plainBatches: number = PLAIN_BATCHES) {
    this.#recordsMax = recordsMax;
    this.#plainBatches = plainBatches;
  }

  get size(): number {
    return this.#size;
  }

  /** Whether there is no room for another. */
  get isFull(): boolean {
    return this.#size >= this.#recordsMax || this.#packedBytes >= PACKED_BYTES_MAX;
  }

  /** Whether a whole batch waits. */
  get hasBatch(): boolean {
    return this.#size >= BATCH_RECORDS;
  }

  push(record: LogRecord): void {
    const characters = this.#lastCharacters + record.message.length;
    if (this.#last.length === BATCH_RECORDS || (this.#last.length > 0 && characters > BATCH_CHARACTERS)) this.#close();
    this.#last.push(record);
    this.#lastCharacters += record.message.length;
    this.#size++;
  }

  /** The oldest of them, at most so many. */
  take(most: number): readonly LogRecord[] {
    const records = this.#takeBatch();
    if (records.length <= most) return records;
    const rest = records.slice(most);
    this.#batches.unshift({ count: rest.length, records: rest });
    this.#size += rest.length;
    return records.slice(0, most);
  }

  /** Forgets so many of the oldest. */
  drop(count: number): void {
    for (let left = count; left > 0 && this.#size > 0;) left -= this.take(left).length;
  }

  #takeBatch(): readonly LogRecord[] {
    if (this.#batches.length === 0) this.#close();
    const batch = this.#batches.shift();
    if (batch === undefined) return [];
    const { count, records } = batch;
    this.#size -= count;
    if (!Buffer.isBuffer(records)) return records;
    this.#packedBytes -= records.byteLength;
    return unpacked(records);
  }

  #close(): void {
    const records = this.#last;
    if (records.length === 0) return;
    this.#last = [];
    this.#lastCharacters = 0;
    const kept = this.#batches.length < this.#plainBatches ? records : packed(records);
    if (Buffer.isBuffer(kept)) this.#packedBytes += kept.byteLength;
    this.#batches.push({ count: records.length, records: kept });
  }
}

function packed(records: readonly LogRecord[]): Buffer {
  return zlib().deflateSync(JSON.stringify(records), { level: 1 });
}

function unpacked(bytes: Buffer): LogRecord[] {
  // What `packed` wrote.
  return JSON.parse(zlib().inflateSync(bytes).toString()) as LogRecord[];
}

// Loaded when it is needed, which is hardly ever.
function zlib() {
  return process.getBuiltinModule("node:zlib");
}
