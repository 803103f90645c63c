import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";
import { repointCollection } from "./artifact-collection.ts";

export async function deleteArtifact(tx: Tx, deps: Deps, params: { id: string }): Promise<Outcome<null>> {
  const gone = await tx.deleteFrom("artifact").where("id", "=", params.id).returning("key").executeTakeFirst();
  if (gone === undefined) throw new ApiError("not_found", "Artifact not found.");
  if (gone.key !== null) await repointCollection(tx, deps, params.id, gone.key);
  return { result: null };
}
