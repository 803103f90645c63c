import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { moveSealingKey } from "./sealing-key.ts";

/** From now on every server of the database seals with the first of this server's keys: the id of it. */
export async function sealWithFirstKey(tx: Tx, deps: Deps): Promise<Outcome<string>> {
  return { result: await moveSealingKey(tx, deps) };
}
