import type { artifactsCountBody } from "@tutti/core/wire/artifact";
import type { Kysely } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../../deps.ts";
import { dialectOf } from "../../dialect.ts";
import { artifactScope } from "../../filters/artifact-conditions.ts";
import type { Database } from "../../tables.ts";

export async function countArtifacts(
  db: Kysely<Database>,
  _deps: Deps,
  params: z.output<typeof artifactsCountBody>,
): Promise<number> {
  const { artifacts, ...runs } = params;
  const { count } = await db
    .selectFrom("artifact")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where(artifactScope(dialectOf(db), artifacts, runs))
    .executeTakeFirstOrThrow();
  return count;
}
