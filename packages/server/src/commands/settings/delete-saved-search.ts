import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";

export async function deleteSavedSearch(tx: Tx, _deps: Deps, { id }: { id: string }): Promise<Outcome<null>> {
  const deleted = await tx.deleteFrom("saved_search").where("id", "=", id).returning("id").executeTakeFirst();
  if (deleted === undefined) throw new ApiError("not_found", "Saved search not found");
  return { result: null };
}
