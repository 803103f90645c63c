import { keyRotation, type KeyRotation } from "@tutti/core/wire/key-rotation";
import type { ApiClient } from "./http.ts";

/** Has a server seal with the first of its keys, and seal anew what others sealed. */
export function rotateEncryptionKey(api: ApiClient): Promise<KeyRotation> {
  return api.post("/tutti/encryption-key/rotate", undefined, keyRotation);
}
