import { ApiError } from "@tutti/core/errors";
import type { ResultStorage } from "@tutti/core/wire/result-storage";
import type { Deps } from "../../deps.ts";
import { RESULT_STORAGE } from "../../store/queries/settings/read-result-storage.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { writeConfiguration } from "./configuration-entry.ts";

/** What a block must be able to do to keep results. */
const WRITES = "write-path";

/** Makes a block document the place where results go by default. */
export async function setResultStorage(
  tx: Tx,
  deps: Deps,
  { blockDocumentId: id }: { blockDocumentId: string },
): Promise<Outcome<ResultStorage>> {
  const schema = await tx
    .selectFrom("block_document")
    .innerJoin("block_schema", "block_schema.id", "block_document.block_schema_id")
    .select("block_schema.capabilities")
    .where("block_document.id", "=", id)
    .executeTakeFirst();
  if (schema === undefined) throw new ApiError("not_found", `Block document ${id} not found.`);
  if (!fromJson(schema.capabilities).includes(WRITES)) {
    throw new ApiError("invalid_request", `Block document ${id} cannot be used for result storage.`);
  }
  const storage = { default_result_storage_block_id: id };
  await writeConfiguration(tx, deps, RESULT_STORAGE, storage);
  return { result: storage };
}
