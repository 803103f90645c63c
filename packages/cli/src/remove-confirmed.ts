import { confirm } from "./confirm.ts";
import type { CommandContext } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";

/**
 * Deletes what was confirmed, and says so. `what` follows "Delete" and "Deleted": `the variable month`. Throws `unconfirmed`
 * where nobody can be asked.
 */
export async function removeConfirmed(
  context: CommandContext,
  what: string,
  isConfirmed: boolean,
  remove: () => Promise<unknown>,
): Promise<ExitCode> {
  if (!(await confirm(`Delete ${what}?`, isConfirmed, context))) {
    context.output.say("Nothing was deleted.");
    return EXIT.failed;
  }
  await remove();
  context.output.say(`Deleted ${what}.`);
  return EXIT.ok;
}
