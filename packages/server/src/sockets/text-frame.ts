import type { RawData } from "ws";
import { JsonRefused, parseJson } from "../http/json-text.ts";

export function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString("utf8");
}

/** What a text frame says; null for what is no JSON, or is nested too deeply to be read. */
export function jsonOf(text: string, depthMax?: number): unknown {
  try {
    return parseJson(text, depthMax);
  } catch (error) {
    if (error instanceof JsonRefused) return null;
    throw error;
  }
}
