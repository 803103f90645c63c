import { type Instant, parseInstant } from "@tutti/core/instant";
import { isRecord } from "./inline-json.ts";

/** What a state says about a result that is stored elsewhere: Prefect's `ResultRecordMetadata`. */
export interface ResultMetadata {
  readonly storage_key: string;
  readonly expiration: string | null;
  readonly serializer: Readonly<Record<string, unknown>> & { readonly type: string };
  readonly prefect_version: string;
  readonly storage_block_id: string | null;
}

export interface ResultRecord {
  readonly metadata: ResultMetadata;
  readonly text: string;
}

const SLICE = 256 * 1024;

export function isResultMetadata(data: unknown): data is ResultMetadata {
  return (
    isRecord(data) &&
    typeof data["storage_key"] === "string" &&
    isRecord(data["serializer"]) &&
    typeof data["serializer"]["type"] === "string"
  );
}

/** Whether a kept result is over its time. */
export function isExpired({ expiration }: ResultMetadata, now: Instant): boolean {
  const expiresAt = expiration === null ? null : parseInstant(expiration);
  return expiresAt !== null && expiresAt <= now;
}

/** Prefect's result file, in parts: a long text is not escaped as a whole. */
export function* resultFile({ metadata, text }: ResultRecord): Generator<Uint8Array, void, undefined> {
  yield Buffer.from(`{"metadata":${JSON.stringify(metadata)},"result":"`);
  // A pair of surrogates that is cut in two is written as two escapes, which read as the pair.
  for (let at = 0; at < text.length; at += SLICE) {
    yield Buffer.from(JSON.stringify(text.slice(at, at + SLICE)).slice(1, -1));
  }
  yield Buffer.from('"}');
}

/** What such a file says; null for anything else. */
export function parseResultFile(content: Uint8Array): ResultRecord | null {
  const record = parsed(textOf(content));
  if (!isRecord(record) || !isResultMetadata(record["metadata"]) || typeof record["result"] !== "string") return null;
  return { metadata: record["metadata"], text: record["result"] };
}

export function textOf(content: Uint8Array): string {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
