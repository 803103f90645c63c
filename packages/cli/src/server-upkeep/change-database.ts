import { confirm } from "../confirm.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { databaseText } from "../server-banner.ts";

export async function resetOwnDatabase(context: CommandContext, options: { readonly yes: boolean }): Promise<ExitCode> {
  const question = "Empty the database of this machine's server? All runs, deployments and blocks are lost.";
  if (!(await confirm(question, options.yes, context))) {
    context.output.say("Nothing was changed.");
    return EXIT.failed;
  }
  const { resetDatabase } = await import("@tutti/server/database-upkeep");
  context.output.say(`Emptied ${databaseText(await resetDatabase(await context.settings()))}.`);
  return EXIT.ok;
}

export async function upgradeOwnDatabase({ output, settings }: CommandContext): Promise<void> {
  const { upgradeDatabase } = await import("@tutti/server/database-upkeep");
  output.say(`${databaseText(await upgradeDatabase(await settings()))} is up to date.`);
}
