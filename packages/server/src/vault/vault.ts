import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { ApiError } from "@tutti/core/errors";
import { bytesOf, keyId, type EncryptionKey } from "./encryption-key.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FORMAT = "v1";

/**
 * Seals what the database must not know. A sealed text is `v1.<key id>.<base64url of nonce, ciphertext, tag>`; it is
 * bound to its place, so that one copied to another row does not open there.
 */
export class Vault {
  readonly #keys: ReadonlyMap<string, Buffer>;

  /** The first key is the one to seal with, until the database says otherwise; the others open what is older. */
  constructor(keys: readonly EncryptionKey[]) {
    this.#keys = new Map(keys.map((key) => [keyId(key), bytesOf(key)]));
  }

  /** The ids of the keys, the first one first. */
  get keyIds(): readonly string[] {
    return [...this.#keys.keys()];
  }

  /** Throws `encryption_key_missing` when the key is not here. */
  seal(id: string, text: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key(id), nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `${FORMAT}.${id}.${sealed.toString("base64url")}`;
  }

  /** Throws `encryption_key_missing` when its key is not here, and another error when it was changed or moved. */
  open(sealed: string, place: string): string {
    const [format, id = "", encoded = ""] = sealed.split(".");
    if (format !== FORMAT) throw new Error(`sealed in a format that is not known here: ${format}`);
    const bytes = Buffer.from(encoded, "base64url");
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, this.#key(id), nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString("utf8");
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (key === undefined) throw new ApiError("encryption_key_missing", id);
    return key;
  }
}
