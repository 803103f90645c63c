import type { CommandContext } from "../context.ts";
import { databaseText } from "../server-banner.ts";

/** Runs the services of the database that the settings name, in this very process. */
export async function startServicesHere({ output, settings }: CommandContext): Promise<void> {
  const { runServicesUntilStopped } = await import("@tutti/server/run-services");
  output.outlivesReaders = true;
  await runServicesUntilStopped(await settings(), ({ databaseUrl }) => {
    output.line(`Services of ${databaseText(databaseUrl)}`);
    output.say("Ctrl-C stops them.");
  });
  output.say("Stopped.");
}
