import { statSync } from "node:fs";
import { ApiError } from "@tutti/core/errors";

/**
 * A connection goes on writing into a file that has no name any more, deleted or replaced by another, and all of that is
 * gone with the process. So whoever acknowledges what was written makes sure that it is where the next start finds it.
 */
export class FileInPlace {
  readonly #path: string;
  readonly #opened: string | null;

  constructor(path: string) {
    this.#path = path;
    this.#opened = identityOf(path);
  }

  /** Throws `disk_full` while the file is not the one that was opened. */
  require(): void {
    if (identityOf(this.#path) === this.#opened) return;
    throw new ApiError(
      "disk_full",
      `${this.#path} was deleted or replaced while the server used it; put the file back, or start the server anew`,
    );
  }
}

/** The same for as long as it is the same file, under whatever name; null where there is none. */
function identityOf(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev} ${stat.ino}`;
}
