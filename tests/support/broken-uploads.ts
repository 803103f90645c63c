import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { UnsteadyLine } from "./unsteady-line.ts";

/** What buckets and containers of all clouds can do. */
interface ObjectBlock {
  uploadFromPath(fromPath: string, toPath?: string): Promise<string>;
  writePath(path: string, content: Uint8Array): Promise<string>;
  uploadFromFileObject(from: Readable, toPath: string): Promise<string>;
  readPath(path: string): Promise<Uint8Array>;
}

/**
 * Uploads nine megabytes in each way, two connections of each breaking on the way; what of it came otherwise than it was sent.
 * `unsteady` is the block `steady` behind the line.
 */
export async function changedByBreaks(
  steady: ObjectBlock,
  unsteady: ObjectBlock,
  line: UnsteadyLine,
  folder: string,
): Promise<string[]> {
  const content = randomBytes(9 * 1024 * 1024);
  const path = join(folder, "large");
  await writeFile(path, content);
  const ways = {
    file: () => unsteady.uploadFromPath(path, "file"),
    bytes: () => unsteady.writePath("bytes", content),
    stream: () => unsteady.uploadFromFileObject(Readable.from([content], { objectMode: false }), "stream"),
  };
  const changed: string[] = [];
  for (const [name, upload] of Object.entries(ways)) {
    line.breaks = { connections: 2, afterBytes: 256 * 1024 };
    await upload();
    if (!content.equals(await steady.readPath(name))) changed.push(name);
  }
  return changed;
}
