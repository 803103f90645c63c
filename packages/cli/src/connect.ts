import { access } from "node:fs/promises";
import { join } from "node:path";
import { readApiSettings } from "@tutti/client/api-settings";
import { locateServer, type StartingServer } from "@tutti/client/discovery";
import { ApiClient, type ApiClientOptions } from "@tutti/client/http";
import type { Output } from "./output.ts";
import type { Environment } from "@tutti/core/settings/read-settings";

/** A server that does not answer at once is told about at once; one that goes away later is waited for. */
const FIRST_ANSWER_WITHIN_MS = 1500;

/**
 * A client of the server that the settings name, else of the local one. Where none runs, but runs have been kept, the
 * local server is started in the background to read them; it leaves again when idle.
 */
export async function connect(
  settings: Environment,
  home: string,
  output: Output,
  options: Pick<ApiClientOptions, "keepsDigits"> = {},
): Promise<ApiClient> {
  const start = (await hasKeptRuns(settings, home)) ? () => startToRead(settings, home, output) : null;
  const locate = locateServer(readApiSettings(settings), home, start);
  await new ApiClient({ locate, retryForMs: FIRST_ANSWER_WITHIN_MS }).server();
  let isTold = false;
  return new ApiClient({
    ...options,
    locate,
    onWaiting: (reason) => {
      if (!isTold) output.say(output.styleAside("dim", `Waiting for the server (${reason}) …`));
      isTold = true;
    },
  });
}

async function hasKeptRuns(settings: Environment, home: string): Promise<boolean> {
  if ((settings["TUTTI_DATABASE_URL"] ?? "") !== "") return true;
  return access(join(home, "tutti.db")).then(
    () => true,
    () => false,
  );
}

async function startToRead(settings: Environment, home: string, output: Output): Promise<StartingServer> {
  output.say(output.styleAside("dim", "Starting the local server in the background …"));
  const { startLocalServer } = await import("@tutti/sdk/local-server");
  return startLocalServer(home, settings);
}
