import { readFileSync } from "node:fs";

/** What `disk-log.c` and the marks of `ackMark` append, in the order in which it happened. */
export type DiskRecord =
  | { op: "create"; file: number; path: string }
  | { op: "write"; file: number; offset: number; data: Buffer }
  | { op: "truncate"; file: number; length: number }
  | { op: "sync"; file: number }
  | { op: "unlink"; path: string }
  | { op: "rename"; file: number; path: string }
  | { op: "sync-folder" }
  | { op: "ack"; id: string };

const HEADER_BYTES = 17;
const ACK = 100;

/** A record that says: a client was told now that `id` is safe. Append it to the log in one write. */
export function ackMark(id: string): Buffer {
  const data = Buffer.from(id);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(ACK, 0);
  header.writeUInt32LE(data.length, 13);
  return Buffer.concat([header, data]);
}

export function readDiskLog(path: string): DiskRecord[] {
  const log = readFileSync(path);
  const records: DiskRecord[] = [];
  for (let at = 0; at + HEADER_BYTES <= log.length;) {
    const length = log.readUInt32LE(at + 13);
    const data = log.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length);
    records.push(record(log.readUInt8(at), log.readUInt32LE(at + 1), Number(log.readBigUInt64LE(at + 5)), data));
    at += HEADER_BYTES + length;
  }
  return records;
}

// Numbers as in disk-log.c.
function record(op: number, file: number, offset: number, data: Buffer): DiskRecord {
  switch (op) {
    case 1:
      return { op: "create", file, path: data.toString() };
    case 2:
      return { op: "write", file, offset, data };
    case 3:
      return { op: "sync", file };
    case 4:
      return { op: "truncate", file, length: offset };
    case 5:
      return { op: "unlink", path: data.toString() };
    case 6:
      return { op: "sync-folder" };
    case 7:
      return { op: "rename", file, path: data.toString() };
    case ACK:
      return { op: "ack", id: data.toString() };
    default:
      throw new Error(`the disk log has a record of unknown kind ${op}`);
  }
}
