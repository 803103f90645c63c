import type { Deps } from "../../deps.ts";
import { REGISTERED_VERSION } from "../../store/queries/blocks/read-registered-version.ts";
import type { Outcome, Tx } from "../command.ts";
import { writeConfiguration } from "../settings/configuration-entry.ts";

export async function noteRegisteredVersion(tx: Tx, deps: Deps, params: { version: string }): Promise<Outcome<null>> {
  await writeConfiguration(tx, deps, REGISTERED_VERSION, params);
  return { result: null };
}
