// Reads what Python's bz2 writes. The format, from the last step of its making to the first: Huffman codes of at most six
// tables, that change every fifty symbols; runs of zeros in a number with the digits 1 and 2; ranks of bytes by how lately
// they came (move to front); the last column of the sorted rotations of a block (Burrows, Wheeler); four equal bytes and how
// many more. Each block has a checksum, and the stream has one of them all.

const BLOCK = 0x314159265359;
const END = 0x177245385090;
const GROUP = 50;
const LONGEST_CODE = 20;

/** The bytes below the compression. Throws an `Error` for what is no such stream, is cut off or was changed. */
export function bunzip2(compressed: Uint8Array): Buffer {
  const bits = new Bits(compressed);
  const parts: Uint8Array[] = [];
  do {
    readStream(bits, parts);
    bits.align();
  } while (!bits.isAtEnd);
  return Buffer.concat(parts);
}

class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length * 8;
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3];
    if (byte === undefined) throw damaged("it is cut off");
    return (byte >> (7 - (this.#at++ & 7))) & 1;
  }

  /** A number of up to 48 bits. */
  take(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) value = value * 2 + this.bit();
    return value;
  }

  align(): void {
    this.#at = (this.#at + 7) & ~7;
  }
}

function readStream(bits: Bits, parts: Uint8Array[]): void {
  const isHead = bits.take(24) === 0x425a68;
  const level = bits.take(8) - 0x30;
  if (!isHead || level < 1 || level > 9) throw damaged("it does not begin as one");
  let checksum = 0;
  for (;;) {
    const magic = bits.take(48);
    const expected = bits.take(32);
    if (magic === END) {
      if (checksum >>> 0 !== expected) throw damaged("its checksum is another");
      return;
    }
    if (magic !== BLOCK) throw damaged("a block does not begin as one");
    const block = unrepeated(readBlock(bits, level * 100_000));
    if (checksumOf(block) !== expected) throw damaged("the checksum of a block is another");
    checksum = ((checksum << 1) | (checksum >>> 31)) ^ expected;
    parts.push(block);
  }
}

/** One block, with its repetitions of bytes still short. */
function readBlock(bits: Bits, most: number): Uint8Array {
  if (bits.bit() === 1) throw damaged("it is of a kind that was given up in 1997");
  const origin = bits.take(24);
  const ranked = readUsed(bits);
  const tableCount = bits.take(3);
  const selectors = readSelectors(bits, tableCount);
  const tables = Array.from({ length: tableCount }, () => new Codes(readLengths(bits, ranked.length + 2)));
  const column = readColumn(symbols(bits, selectors, tables), ranked, most);
  return unsorted(column, origin);
}

/** The bytes that occur, by sixteen bits that say which sixteens of them do. */
function readUsed(bits: Bits): Uint8Array {
  const used: number[] = [];
  const sixteens = bits.take(16);
  for (let high = 0; high < 16; high++) {
    if (((sixteens >> (15 - high)) & 1) === 0) continue;
    const some = bits.take(16);
    for (let low = 0; low < 16; low++) if (((some >> (15 - low)) & 1) === 1) used.push(high * 16 + low);
  }
  return Uint8Array.from(used);
}

/** Which table the symbols of each fifty are coded by. */
function readSelectors(bits: Bits, tableCount: number): number[] {
  const ranked = Uint8Array.from({ length: tableCount }, (_, index) => index);
  return Array.from({ length: bits.take(15) }, () => {
    let rank = 0;
    while (bits.bit() === 1) rank++;
    return toFront(ranked, rank);
  });
}

/** How long each symbol's code is, as what it differs by from the one before. */
function readLengths(bits: Bits, count: number): number[] {
  let length = bits.take(5);
  return Array.from({ length: count }, () => {
    while (bits.bit() === 1) length += bits.bit() === 0 ? 1 : -1;
    if (length < 1 || length > LONGEST_CODE) throw damaged("a code has no length");
    return length;
  });
}

/** Codes by their lengths alone: those of one length follow each other in the symbols' order. */
class Codes {
  readonly #sorted: number[];
  readonly #counts: number[] = Array.from({ length: LONGEST_CODE + 1 }, () => 0);

  constructor(lengths: readonly number[]) {
    for (const length of lengths) this.#counts[length] = (this.#counts[length] ?? 0) + 1;
    this.#sorted = [...lengths.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  }

  read(bits: Bits): number {
    let code = 0;
    let first = 0;
    let before = 0;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code = code * 2 + bits.bit();
      const count = this.#counts[length] ?? 0;
      if (code - first < count) return this.#sorted[before + code - first] ?? 0;
      first = (first + count) * 2;
      before += count;
    }
    throw damaged("a code is nobody's");
  }
}

function* symbols(bits: Bits, selectors: readonly number[], tables: readonly Codes[]): Generator<number, void> {
  for (const selector of selectors) {
    const codes = tables[selector];
    if (codes === undefined) throw damaged("a table is not there");
    for (let left = GROUP; left > 0; left--) yield codes.read(bits);
  }
  throw damaged("a block does not end");
}

/** The last column of the sorted rotations. Symbols 0 and 1 are the digits of a run, the last one is the block's end. */
function readColumn(coded: Iterable<number>, ranked: Uint8Array, most: number): Uint8Array {
  const column = new Uint8Array(most);
  const end = ranked.length + 1;
  let size = 0;
  let run = 0;
  let place = 1;
  for (const symbol of coded) {
    if (symbol <= 1) {
      run += place * (symbol + 1);
      place *= 2;
      if (run > most) throw damaged("a block is too long");
      continue;
    }
    if (size + run >= most + (symbol === end ? 1 : 0)) throw damaged("a block is too long");
    column.fill(ranked[0] ?? 0, size, size + run);
    size += run;
    [run, place] = [0, 1];
    if (symbol === end) break;
    column[size++] = toFront(ranked, symbol - 1);
  }
  return column.subarray(0, size);
}

function toFront(ranked: Uint8Array, rank: number): number {
  const value = ranked[rank];
  if (value === undefined) throw damaged("a rank is nobody's");
  ranked.copyWithin(1, 0, rank);
  ranked[0] = value;
  return value;
}

/** The rotation that the block was, from the last column alone: a stable sort of that is the first column. */
function unsorted(column: Uint8Array, origin: number): Uint8Array {
  const starts = new Uint32Array(257);
  for (const byte of column) starts[byte + 1] = (starts[byte + 1] ?? 0) + 1;
  for (let byte = 0; byte < 256; byte++) starts[byte + 1] = (starts[byte + 1] ?? 0) + (starts[byte] ?? 0);
  const next = new Uint32Array(column.length);
  for (const [row, byte] of column.entries()) {
    const at = starts[byte] ?? 0;
    starts[byte] = at + 1;
    next[at] = row;
  }
  if (column.length > 0 && origin >= column.length) throw damaged("a block begins nowhere");
  let row = next[origin] ?? 0;
  return column.map(() => {
    const byte = column[row] ?? 0;
    row = next[row] ?? 0;
    return byte;
  });
}

/** After four equal bytes comes how many more of them there were. */
function unrepeated(short: Uint8Array): Buffer {
  const parts: Uint8Array[] = [];
  let from = 0;
  let equal = 0;
  for (let at = 0; at < short.length; at++) {
    equal = at > from && short[at] === short[at - 1] ? equal + 1 : 1;
    if (equal < 4) continue;
    const more = short[at + 1];
    if (more === undefined) throw damaged("a repetition has no count");
    parts.push(short.subarray(from, at + 1), Buffer.alloc(more, short[at]));
    from = at + 2;
    at = from - 1;
    equal = 0;
  }
  parts.push(short.subarray(from));
  return Buffer.concat(parts);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

function checksumOf(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc << 8) ^ (CRC_TABLE[(crc >>> 24) ^ byte] ?? 0);
  return ~crc >>> 0;
}

function damaged(how: string): Error {
  return new Error(`this is no whole stream of bz2: ${how}`);
}
