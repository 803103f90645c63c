import { statSync } from "node:fs";
import { ApiError } from "@tutti/core/errors";

/** Beside the file, while anybody has it open: what was committed lately, and where in there. */
const COMPANIONS = ["-wal", "-shm"];

/**
 * A connection goes on writing into files that have no name any more, deleted or replaced by others, and all of that is
 * gone with the process. So whoever acknowledges what was written makes sure that it is where the next start finds it.
 */
export class FileInPlace {
  readonly #opened = new Map<string, string>();

  constructor(path: string) {
    for (const each of [path, ...COMPANIONS.map((ending) => `${path}${ending}`)]) {
      const identity = identityOf(each);
      if (identity !== null) this.#opened.set(each, identity);
    }
  }

  /** Throws `disk_full` while a file is not the one that was opened. */
  require(): void {
    for (const [path, identity] of this.#opened) if (identityOf(path) !== identity) throw outOfPlace(path);
  }
}

function outOfPlace(path: string): ApiError {
  return new ApiError(
    "disk_full",
    `${path} was deleted or replaced while the server used it; put the file back, or start the server anew`,
  );
}

/** The same for as long as it is the same file, under whatever name; null where there is none. */
function identityOf(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev} ${stat.ino}`;
}
