import type { artifactSort } from "@tutti/core/wire/artifact";
import { sql, type RawBuilder } from "kysely";
import type { z } from "zod";

/** As the runs' orders: total, and a NULL stands before every value. For `artifact` and `artifact_collection` alike. */
export const ARTIFACT_ORDER: Readonly<Record<z.infer<typeof artifactSort>, RawBuilder<unknown>>> = {
  CREATED_DESC: sql`created desc, id desc`,
  UPDATED_DESC: sql`updated desc, id desc`,
  ID_DESC: sql`id desc`,
  KEY_DESC: sql`key desc nulls last, id desc`,
  KEY_ASC: sql`key asc nulls first, id asc`,
};
