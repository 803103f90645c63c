import { createHash, randomBytes } from "node:crypto";

/** 256 bits, as base64 or base64url: what a key is in a file, in the environment and between threads. */
export type EncryptionKey = string & { readonly __is: "encryption key" };

const KEY_BYTES = 32;

/** The key that a text writes; null when it writes none. */
export function encryptionKey(text: string): EncryptionKey | null {
  const bytes = Buffer.from(text, "base64url");
  const isWhole = /^[\w+/-]{43}=?$/.test(text) && bytes.length === KEY_BYTES;
  return isWhole ? (bytes.toString("base64url") as EncryptionKey) : null;
}

export function newEncryptionKey(): EncryptionKey {
  return randomBytes(KEY_BYTES).toString("base64url") as EncryptionKey;
}

export function bytesOf(key: EncryptionKey): Buffer {
  return Buffer.from(key, "base64url");
}

/** Names a key without giving it away: eight digits of its digest. */
export function keyId(key: EncryptionKey): string {
  return createHash("sha256").update("tutti encryption key ").update(bytesOf(key)).digest("hex").slice(0, 8);
}
