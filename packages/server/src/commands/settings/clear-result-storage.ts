import type { Deps } from "../../deps.ts";
import { RESULT_STORAGE } from "../../store/queries/settings/read-result-storage.ts";
import type { Outcome, Tx } from "../command.ts";

export async function clearResultStorage(tx: Tx, _deps: Deps, _params: null): Promise<Outcome<null>> {
  await tx.deleteFrom("configuration").where("key", "=", RESULT_STORAGE).execute();
  return { result: null };
}
