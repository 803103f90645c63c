import { ApiError } from "@tutti/core/errors";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";

/** Forgets an asset and its place in the lineage; its events stay. Throws `not_found`. */
export async function deleteAsset(tx: Tx, _deps: Deps, { key }: { readonly key: string }): Promise<Outcome<null>> {
  const { numDeletedRows } = await tx.deleteFrom("asset").where("key", "=", key).executeTakeFirst();
  if (numDeletedRows === 0n) throw new ApiError("not_found", "Asset not found");
  await tx.deleteFrom("asset_source").where("key", "=", key).execute();
  await tx.deleteFrom("asset_source").where("source_key", "=", key).execute();
  return { result: null };
}
