import { deflateSync, gunzipSync, inflateSync } from "node:zlib";
import type { Serializer } from "./serializer.ts";

// As Prefect's: the other serializer's text, compressed by a module of Python's that stands beside it, in base64. Python's
// default, lzma, is read by a library of its own, which is loaded when it is met.

const LIBRARY = "zlib";

const DECOMPRESS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  zlib: inflateSync,
  gzip: gunzipSync,
};

/** Reads what is below the compression only: `loads` gives the other serializer's text. */
export function compressedSerializer(type: string, inner: Pick<Serializer, "type" | "dumps">): Serializer {
  const settings = { compressionlib: LIBRARY, ...(type === "compressed" ? { serializer: { type: inner.type } } : {}) };
  return {
    type,
    settings,
    dumps: (value) => deflateSync(inner.dumps(value)).toString("base64"),
    loads: (text, described) =>
      decompressed(text, typeof described["compressionlib"] === "string" ? described["compressionlib"] : "lzma"),
  };
}

function decompressed(text: string, library: string): string {
  const decompress = Object.hasOwn(DECOMPRESS, library) ? DECOMPRESS[library] : undefined;
  if (decompress !== undefined) return decompress(Buffer.from(text, "base64")).toString("utf8");
  throw new Error(
    `This result was compressed with Python's ${library}, which is not read here; give the task that made it ` +
      `result_serializer=CompressedSerializer(serializer="json", compressionlib="zlib")`,
  );
}
