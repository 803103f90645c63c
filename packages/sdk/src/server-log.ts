import { type FileHandle, mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { TuttiError } from "@tutti/core/errors";

/** Below the home folder: what a server started in the background says. */
export const SERVER_LOG_FILE = "server.log";

/** The log of a server about to start: what it says is what comes after `offset`. */
export interface ServerLog {
  readonly path: string;
  readonly file: FileHandle;
  readonly offset: number;
}

/** Rejects with `unwritable_home`. */
export async function openServerLog(home: string): Promise<ServerLog> {
  const path = join(home, SERVER_LOG_FILE);
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const file = await open(path, "a", 0o600);
    return { path, file, offset: (await file.stat()).size };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TuttiError("unwritable_home", `${home} (${reason})`, { cause: error });
  }
}

/** Why a server that has ended did not start: what it said. */
export async function failedStart({ path, offset }: Omit<ServerLog, "file">): Promise<TuttiError> {
  const log = await readFile(path).catch(() => Buffer.alloc(0));
  const said = log.subarray(offset).toString("utf8").trim();
  return new TuttiError(
    "failed_start",
    said === "" ? `it ended without a word; its log is ${path}` : withoutName(said),
  );
}

function withoutName(said: string): string {
  return said.replace(/^tutti: /, "");
}
