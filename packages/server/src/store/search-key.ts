import { createHash } from "node:crypto";

/** Characters of a text that both databases can index, whatever they are: Postgres takes 2.7 KB. */
export const KEY_LENGTH_MAX = 600;

/** Whether rows with this value are in every index of it. */
export function isSearchKey(text: string): boolean {
  return text !== "" && text.length <= KEY_LENGTH_MAX && !text.includes("\0");
}

/** Stands for a text of any length where an index needs a short one: the text itself, or its digest. */
export function indexKey(text: string): string {
  return text.length <= KEY_LENGTH_MAX ? text : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
