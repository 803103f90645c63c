import { confirm } from "../confirm.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { databaseText } from "../server-banner.ts";

export async function resetOwnDatabase(context: CommandContext, options: { readonly yes: boolean }): Promise<ExitCode> {
  const { databaseUrlOf, resetDatabase } = await import("@tutti/server/database-upkeep");
  const settings = await context.settings();
  const question = `Empty ${databaseText(databaseUrlOf(settings))}? All runs, deployments and blocks are lost.`;
  if (!(await confirm(question, options.yes, context))) {
    context.output.say("Nothing was changed.");
    return EXIT.failed;
  }
  context.output.say(`Emptied ${databaseText(await resetDatabase(settings))}.`);
  return EXIT.ok;
}

export async function upgradeOwnDatabase({ output, settings }: CommandContext): Promise<void> {
  const { upgradeDatabase } = await import("@tutti/server/database-upkeep");
  output.say(`${databaseText(await upgradeDatabase(await settings()))} is up to date.`);
}
