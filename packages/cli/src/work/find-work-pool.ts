import type { ApiClient } from "@tutti/client/http";
import { filterWorkPools, readWorkPool } from "@tutti/client/work-pools";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { readNamed } from "../not-found.ts";

/** Throws `not_found` with the nearest name. */
export function findWorkPool(api: ApiClient, name: string): Promise<WorkPool> {
  return readNamed({
    kind: "work pool",
    name,
    read: () => readWorkPool(api, name),
    names: async () => (await filterWorkPools(api, {})).map((pool) => pool.name),
  });
}
