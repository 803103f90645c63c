import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { TuttiError } from "@tutti/core/errors";
import { parse, stringify } from "smol-toml";
import { profilesPath } from "./api-settings.ts";

/** Named sets of settings, one of them active. The file has the shape of Prefect's `profiles.toml`. */
export interface Profiles {
  readonly active: string;
  readonly profiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const DEFAULT_PROFILE = "default";

/** The profiles below this home; without a file, an empty one named `default`. Throws `invalid_setting`. */
export async function readProfiles(home: string): Promise<Profiles> {
  const path = profilesPath(home);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return { active: DEFAULT_PROFILE, profiles: { [DEFAULT_PROFILE]: {} } };
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("invalid_setting", `${path} cannot be read (${reason})`, { cause: error });
  }
  return parseProfiles(text, path);
}

/** Reads the file's text; `path` is for messages. Throws `invalid_setting`. */
export function parseProfiles(text: string, path: string): Profiles {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    const [reason = ""] = error instanceof Error ? error.message.split("\n") : [String(error)];
    throw new TuttiError("invalid_setting", `${path}: ${reason}`, { cause: error });
  }
  const { active = DEFAULT_PROFILE, profiles = {} } = isTable(document) ? document : {};
  if (typeof active !== "string") throw new TuttiError("invalid_setting", `${path}: active must be a text`);
  if (!isTable(profiles)) throw new TuttiError("invalid_setting", `${path}: profiles must be a table`);
  const named = Object.entries(profiles).map(([name, values]) => [
    name,
    settingsOf(values, `${path}: profiles.${name}`),
  ]);
  return { active, profiles: { [active]: {}, ...Object.fromEntries(named) } };
}

/** Outlasts the lock of whoever died on another machine that shares this home. */
const LOCK_WITHIN_MS = 90_000;

/**
 * Makes of the profiles what `change` says, which may throw. No other process changes them meanwhile, so what others set at
 * the same time is not lost.
 */
export async function changeProfiles(home: string, change: (profiles: Profiles) => Profiles): Promise<void> {
  const release = await orUnwritable(() => lock(home));
  try {
    const changed = change(await readProfiles(home));
    await orUnwritable(() => write(profilesPath(home), formatProfiles(changed)));
  } finally {
    await release();
  }
}

async function lock(home: string): Promise<() => Promise<void>> {
  const { takeFileLock } = await import("./file-lock.ts");
  await mkdir(home, { recursive: true, mode: 0o700 });
  return takeFileLock(`${profilesPath(home)}.lock`, { signal: AbortSignal.timeout(LOCK_WITHIN_MS) });
}

/** Puts the file in place whole, readable by its owner only: it may hold a password. */
async function write(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}`;
  try {
    await writeFile(temporary, text, { mode: 0o600 });
    await rename(temporary, path);
  } catch (error) {
    // What went wrong first is what matters: where nothing could be written there is nothing to remove.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function orUnwritable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("unwritable_home", reason, { cause: error });
  }
}

export function formatProfiles({ active, profiles }: Profiles): string {
  return `${stringify({ active, profiles })}\n`;
}

function settingsOf(values: unknown, place: string): Record<string, string> {
  if (!isTable(values)) throw new TuttiError("invalid_setting", `${place} must be a table`);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (!["string", "number", "boolean", "bigint"].includes(typeof value)) {
        throw new TuttiError("invalid_setting", `${place}.${name} must be a text`);
      }
      return [name, String(value)];
    }),
  );
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
