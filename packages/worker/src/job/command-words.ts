import { TuttiError } from "@tutti/core/errors";
import { splitCommand } from "@tutti/core/split-command";

/** A job's command as a program and its arguments. Throws `invalid_template` for a quote that does not end. */
export function commandWords(command: string): string[] {
  try {
    return splitCommand(command);
  } catch (error) {
    throw error instanceof TuttiError ? new TuttiError("invalid_template", error.detail, { cause: error }) : error;
  }
}
