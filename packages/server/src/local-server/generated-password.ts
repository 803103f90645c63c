import { randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const PASSWORD_FILE = "auth-string";

export interface Password {
  readonly authString: string;
  /** Made just now: the only time it may be shown. */
  readonly isNew: boolean;
}

/** The password of a home whose server listens beyond loopback: made once, kept where only its owner reads it. */
export async function homePassword(home: string): Promise<Password> {
  const path = join(home, PASSWORD_FILE);
  const kept = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  if (kept.trim() !== "") return { authString: kept.trim(), isNew: false };
  const authString = `tutti:${randomBytes(24).toString("base64url")}`;
  await writeFile(path, `${authString}\n`, { mode: 0o600 });
  return { authString, isNew: true };
}
