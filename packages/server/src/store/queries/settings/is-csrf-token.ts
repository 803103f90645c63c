import type { Kysely } from "kysely";
import type { Deps } from "../../../deps.ts";
import type { Database } from "../../tables.ts";

/** Whether the token is the client's, and has not run out. */
export async function isCsrfToken(
  db: Kysely<Database>,
  deps: Deps,
  { client, token }: { client: string; token: string },
): Promise<boolean> {
  const found = await db
    .selectFrom("csrf_token")
    .select("id")
    .where("client", "=", client)
    .where("token", "=", token)
    .where("expiration", ">", deps.now())
    .executeTakeFirst();
  return found !== undefined;
}
