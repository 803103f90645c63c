import { createRequire } from "node:module";
import type * as Xz from "xz-decompress";
import { promisify } from "node:util";
import { deflateSync, gunzip, inflate } from "node:zlib";
import type { Serializer } from "./serializer.ts";

// As Prefect's: the other serializer's text, compressed by a module of Python's that is named beside it, in base64.

const LIBRARY = "zlib";

const DECOMPRESS: Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>> = {
  zlib: promisify(inflate),
  gzip: promisify(gunzip),
  lzma: unxz,
  bz2: bunzip,
};

/** Writes the other serializer's text compressed; what it wrote is read by `decompressed`. */
export function compressedSerializer(type: string, inner: Pick<Serializer, "type" | "dumps">): Serializer {
  return {
    type,
    settings: { compressionlib: LIBRARY, ...(type === "compressed" ? { serializer: { type: inner.type } } : {}) },
    dumps: (value) => deflateSync(inner.dumps(value)).toString("base64"),
    loads: (text, described) => decompressed(text, described),
  };
}

/** The text below the compression. Rejects with an `Error` that says what to do for a module that is not read here. */
export async function decompressed(text: string, described: Readonly<Record<string, unknown>>): Promise<string> {
  const library = typeof described["compressionlib"] === "string" ? described["compressionlib"] : "lzma";
  const decompress = Object.hasOwn(DECOMPRESS, library) ? DECOMPRESS[library] : undefined;
  if (decompress !== undefined) return (await decompress(Buffer.from(text, "base64"))).toString("utf8");
  throw new Error(
    `This result was compressed with Python's ${library}, which is not read here; give the task that made it ` +
      `result_serializer=CompressedSerializer(serializer="json", compressionlib="zlib")`,
  );
}

async function bunzip(bytes: Buffer): Promise<Buffer> {
  const { bunzip2 } = await import("./bunzip2.ts");
  return bunzip2(bytes);
}

/** Python's lzma, the default there. Its reader is loaded when it is met. */
async function unxz(bytes: Buffer): Promise<Buffer> {
  // A module of the older kind, whose exports Node does not see by their names.
  const { XzReadableStream }: typeof Xz = createRequire(import.meta.url)("xz-decompress");
  const whole = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new Uint8Array(bytes));
      controller.close();
    },
  });
  return Buffer.from(await new Response(new XzReadableStream(whole)).arrayBuffer());
}
