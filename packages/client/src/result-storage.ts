import { type ResultStorage, resultStorage } from "@tutti/core/wire/result-storage";
import type { ApiClient } from "./http.ts";

/** Where results go that nobody says a place for. */
export function readResultStorage(api: ApiClient): Promise<ResultStorage> {
  return api.get("/admin/storage", resultStorage);
}

export function setResultStorage(api: ApiClient, blockId: string): Promise<void> {
  return api.send("PUT", "/admin/storage", { default_result_storage_block_id: blockId });
}

export function clearResultStorage(api: ApiClient): Promise<void> {
  return api.send("DELETE", "/admin/storage");
}
