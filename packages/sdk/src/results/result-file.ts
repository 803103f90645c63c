import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { isRecord } from "./inline-json.ts";

/** What a state says about a result that is stored elsewhere: Prefect's `ResultRecordMetadata`. */
export interface ResultMetadata {
  storage_key: string;
  expiration: string | null;
  serializer: { type: string };
  prefect_version: string;
  storage_block_id: string | null;
}

export interface ResultRecord {
  metadata: ResultMetadata;
  text: string;
}

export function isResultMetadata(data: unknown): data is ResultMetadata {
  return isRecord(data) && typeof data.storage_key === "string" && isRecord(data.serializer);
}

/** Writes Prefect's result file. When it resolves, the file is on disk whole: a state may name it. */
export async function writeResultFile(path: string, record: ResultRecord): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(JSON.stringify({ metadata: record.metadata, result: record.text }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(folder);
}

/** Null when there is no such file. */
export async function readResultFile(path: string): Promise<ResultRecord | null> {
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    if (isRecord(error) && error.code === "ENOENT") return null;
    throw error;
  }
  const record: unknown = JSON.parse(content);
  if (!isRecord(record) || !isResultMetadata(record.metadata) || typeof record.result !== "string") {
    throw new Error(`${path} is no stored result`);
  }
  return { metadata: record.metadata, text: record.result };
}

// A rename is on disk when its folder is; Windows has no such call and needs none.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
