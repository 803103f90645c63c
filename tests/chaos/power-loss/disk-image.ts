import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DiskRecord } from "./disk-log.ts";

// The model of a disk that loses power. Invariants:
// P1 What was written to a file before its last synchronisation is there, whole.
// P2 Of later writes any subset may be there, and each may be torn at any boundary of a sector.
// P3 Creations, removals and renames reach the disk in order (a journalling file system); those after the folder's last
//    synchronisation may be missing from some point on.

const SECTOR_BYTES = 512;

type FileChange = Extract<DiskRecord, { op: "write" | "truncate" }>;
type NameChange = Extract<DiskRecord, { op: "create" | "unlink" | "rename" }>;

export interface DiskImage {
  /** Contents by path, as a machine finds them when it starts again. */
  files: Map<string, Buffer>;
  /** Ids that clients had been told are safe. */
  acknowledged: string[];
}

/** The disk as power failed right after `log[cut - 1]`; `random` in [0, 1) decides what unsynced writes survived. */
export function imageAt(log: readonly DiskRecord[], cut: number, random: () => number): DiskImage {
  const past = log.slice(0, cut);
  const names = survivingNames(past, random);
  const files = new Map<string, Buffer>();
  for (const [path, file] of names) files.set(path, contentOf(past, file, random));
  const acknowledged = past.flatMap((record) => (record.op === "ack" ? [record.id] : []));
  return { files, acknowledged };
}

/** Writes the image's files under `folder`; shared-memory indexes are left out, since they do not survive a restart. */
export function writeImage(image: DiskImage, folder: string): void {
  for (const [path, content] of image.files) {
    if (path.endsWith("-shm")) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function survivingNames(past: readonly DiskRecord[], random: () => number): Map<string, number> {
  const lastSync = past.findLastIndex((record) => record.op === "sync-folder");
  const changes = past.map((record, index) => ({ record, index })).filter(isNameChange);
  const pending = changes.filter(({ index }) => index > lastSync).length;
  const kept = changes.length - Math.floor(random() * (pending + 1));
  const names = new Map<string, number>();
  for (const { record } of changes.slice(0, kept)) applyName(names, record);
  return names;
}

function isNameChange(entry: { record: DiskRecord; index: number }): entry is { record: NameChange; index: number } {
  return entry.record.op === "create" || entry.record.op === "unlink" || entry.record.op === "rename";
}

function applyName(names: Map<string, number>, change: NameChange): void {
  if (change.op === "unlink") {
    names.delete(change.path);
    return;
  }
  for (const [path, file] of names) if (file === change.file) names.delete(path);
  names.set(change.path, change.file);
}

function contentOf(past: readonly DiskRecord[], file: number, random: () => number): Buffer {
  const lastSync = past.findLastIndex((record) => record.op === "sync" && record.file === file);
  // One choice for the image, then one for each write: all gone, all there, or each by chance is what disks do.
  const survival = random() < 0.3 ? 0 : random();
  const content = new Content();
  for (const [index, record] of past.entries()) {
    if ((record.op !== "write" && record.op !== "truncate") || record.file !== file) continue;
    if (index < lastSync) content.apply(record);
    else if (random() < survival) content.apply(torn(record, random));
  }
  return content.bytes();
}

/** A growing file; room is doubled so that a long log costs in proportion to its length. */
class Content {
  #room = Buffer.alloc(65_536);
  #length = 0;

  apply(change: FileChange): void {
    if (change.op === "truncate") {
      this.#resize(change.length);
      return;
    }
    this.#resize(Math.max(this.#length, change.offset + change.data.length));
    change.data.copy(this.#room, change.offset);
  }

  bytes(): Buffer {
    return Buffer.from(this.#room.subarray(0, this.#length));
  }

  #resize(length: number): void {
    if (length < this.#length) this.#room.fill(0, length, this.#length);
    if (length > this.#room.length) {
      const room = Buffer.alloc(length * 2);
      this.#room.copy(room);
      this.#room = room;
    }
    this.#length = length;
  }
}

function torn(change: FileChange, random: () => number): FileChange {
  if (change.op === "truncate" || random() < 0.5) return change;
  const sectors = Math.floor(random() * Math.ceil(change.data.length / SECTOR_BYTES));
  return { ...change, data: change.data.subarray(0, sectors * SECTOR_BYTES) };
}
