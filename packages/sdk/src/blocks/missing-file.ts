import { TuttiError } from "@tutti/core/errors";

/** Whether a storage says that there is no such file. */
export function isMissingFile(error: unknown): boolean {
  return error instanceof TuttiError && error.code === "missing_file";
}
