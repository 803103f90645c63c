import { chmod, open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { encryptionKey, keyId, newEncryptionKey, type EncryptionKey } from "./encryption-key.ts";

const KEY_FILE = "encryption-keys";

const OTHERS = 0o077;

/**
 * The keys of a home, the one to seal with first: one a line, in a file that its owner alone reads. The first start makes
 * one. Throws `invalid_setting` when a line is no key, and `unwritable_home` when the file cannot be had so.
 */
export async function homeKeys(home: string): Promise<EncryptionKey[]> {
  const path = join(home, KEY_FILE);
  try {
    const lines = (await readKeys(path)).split("\n").filter((line) => line.trim() !== "");
    return lines.length === 0 ? [await makeKey(home, path)] : lines.map((line) => keyFrom(line.trim(), path));
  } catch (error) {
    if (error instanceof TuttiError) throw error;
    throw new TuttiError("unwritable_home", `${path} (${messageOf(error)})`, { cause: error });
  }
}

/** Empty when there are none. Others shall not read the file, whoever made it. */
async function readKeys(path: string): Promise<string> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (found === null) return "";
  if ((found.mode & OTHERS) !== 0) await chmod(path, 0o600);
  return readFile(path, "utf8");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The keys of a setting, the one to seal with first, with commas between them. */
export function settingKeys(text: string): EncryptionKey[] {
  return text.split(",").map((key) => keyFrom(key.trim(), "TUTTI_ENCRYPTION_KEY"));
}

/**
 * Puts a new key before those of a home; its id. Servers of the home have it from their next start on, and go on sealing with
 * the one in use until they are told to rotate. Throws as `homeKeys` does.
 */
export async function addHomeKey(home: string): Promise<string> {
  const keys = await homeKeys(home);
  const key = newEncryptionKey();
  try {
    await writeKeys(home, join(home, KEY_FILE), [key, ...keys]);
  } catch (error) {
    throw new TuttiError("unwritable_home", `${join(home, KEY_FILE)} (${messageOf(error)})`, { cause: error });
  }
  return keyId(key);
}

async function makeKey(home: string, path: string): Promise<EncryptionKey> {
  const key = newEncryptionKey();
  await writeKeys(home, path, [key]);
  return key;
}

/** On disk before anything is sealed with one: what it sealed would be lost with it. */
async function writeKeys(home: string, path: string, keys: readonly EncryptionKey[]): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, "w", 0o600);
  await file.writeFile(`${keys.join("\n")}\n`);
  await file.sync();
  await file.close();
  await rename(draft, path);
  const folder = await open(home, "r");
  await folder.sync();
  await folder.close();
}

/** Says where it stands, and not what. */
function keyFrom(text: string, where: string): EncryptionKey {
  const key = encryptionKey(text);
  if (key === null) throw new TuttiError("invalid_setting", `${where}: a key is 32 bytes in base64`);
  return key;
}
