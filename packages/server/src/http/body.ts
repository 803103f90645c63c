import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { HttpError, invalidRequest } from "./http-error.ts";
import { JsonRefused, parseJson } from "./json-text.ts";

/** The largest body of a route that says nothing else. */
export const BODY_BYTES_MAX = 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a request's body to its end: parsed JSON, text when another type is declared, `undefined` when empty.
 * `bytesMax` holds before and after decompression. A key `__proto__` stays an ordinary own property of the value.
 */
export async function readBody(payload: Readable, headers: IncomingHttpHeaders, bytesMax: number): Promise<unknown> {
  if (Number(headers["content-length"] ?? 0) > bytesMax) throw tooLarge(bytesMax);
  const bytes = await collect(decoded(payload, headers["content-encoding"]), bytesMax);
  if (bytes.length === 0) return undefined;
  const text = decodeText(bytes);
  return isJson(headers["content-type"]) ? parsed(text) : text;
}

function decoded(payload: Readable, encoding: string | undefined): Readable {
  if (encoding === undefined || encoding === "" || encoding === "identity") return payload;
  if (encoding !== "gzip")
    throw new HttpError(415, { detail: `Content-Encoding ${encoding} is not supported; use gzip.` });
  const gunzip = createGunzip();
  payload.once("error", (error) => gunzip.destroy(error));
  return payload.pipe(gunzip);
}

function collect(stream: Readable, bytesMax: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bytesMax) {
        chunks.push(chunk);
        return;
      }
      stream.removeAllListeners("data");
      stream.pause();
      reject(tooLarge(bytesMax));
    });
    const endEarly = () => reject(new HttpError(400, { detail: "The body ended early." }));
    stream.once("end", () => {
      // Every stream closes in the end: no error is made for one that was read.
      stream.off("close", endEarly);
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    stream.once("error", () => reject(new HttpError(400, { detail: "There was an error reading the body." })));
    stream.once("close", endEarly);
  });
}

function tooLarge(bytesMax: number): HttpError {
  return new HttpError(
    413,
    { detail: `The body is larger than the ${bytesMax} bytes this operation takes.` },
    { connection: "close" },
  );
}

function decodeText(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalidJson(0, "The body is not UTF-8", null);
  }
}

/** JSON unless something else is declared. */
function isJson(contentType: string | undefined): boolean {
  const [essence = ""] = (contentType ?? "application/json").toLowerCase().split(";");
  return essence.trim() === "application/json" || essence.trim().endsWith("+json");
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonRefused) throw invalidJson(error.position, error.message, text);
    throw error;
  }
}

function invalidJson(position: number, error: string, text: string | null): HttpError {
  const problem = {
    type: "json_invalid",
    loc: ["body", position],
    msg: "JSON decode error",
    input: {},
    ctx: { error },
  };
  return invalidRequest([problem], text);
}
