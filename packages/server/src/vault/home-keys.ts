import { chmod, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { encryptionKey, newEncryptionKey, type EncryptionKey } from "./encryption-key.ts";

const KEY_FILE = "encryption-keys";

/**
 * The keys of a home, the one to seal with first: one a line, in a file that its owner alone reads. The first start makes
 * one. Throws `invalid_setting` when a line is no key.
 */
export async function homeKeys(home: string): Promise<EncryptionKey[]> {
  const path = join(home, KEY_FILE);
  const kept = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const lines = kept.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) return [await makeKey(home, path)];
  await chmod(path, 0o600);
  return lines.map((line) => keyFrom(line.trim(), path));
}

/** The keys of a setting, the one to seal with first, with commas between them. */
export function settingKeys(text: string): EncryptionKey[] {
  return text.split(",").map((key) => keyFrom(key.trim(), "TUTTI_ENCRYPTION_KEY"));
}

/** On disk before anything is sealed with it: what it sealed would be lost with it. */
async function makeKey(home: string, path: string): Promise<EncryptionKey> {
  const key = newEncryptionKey();
  const draft = `${path}.new`;
  const file = await open(draft, "w", 0o600);
  await file.writeFile(`${key}\n`);
  await file.sync();
  await file.close();
  await rename(draft, path);
  const folder = await open(home, "r");
  await folder.sync();
  await folder.close();
  return key;
}

/** Says where it stands, and not what. */
function keyFrom(text: string, where: string): EncryptionKey {
  const key = encryptionKey(text);
  if (key === null) throw new TuttiError("invalid_setting", `${where}: a key is 32 bytes in base64`);
  return key;
}
