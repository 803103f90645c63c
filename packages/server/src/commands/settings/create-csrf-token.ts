import { randomBytes } from "node:crypto";
import { addSeconds, formatInstant } from "@tutti/core/instant";
import type { CsrfToken } from "@tutti/core/wire/csrf-token";
import type { Deps } from "../../deps.ts";
import type { CsrfTokenTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";

/** Gives the client a token for its changes, in place of the one it had; those that have run out are forgotten. */
export async function createCsrfToken(
  tx: Tx,
  deps: Deps,
  { client, seconds }: { client: string; seconds: number },
): Promise<Outcome<CsrfToken>> {
  const now = deps.now();
  const row: CsrfTokenTable = {
    id: deps.newId(),
    created: now,
    updated: now,
    token: randomBytes(32).toString("hex"),
    client,
    expiration: addSeconds(now, seconds),
  };
  await tx.deleteFrom("csrf_token").where("expiration", "<=", now).execute();
  await tx
    .insertInto("csrf_token")
    .values(row)
    .onConflict((conflict) =>
      conflict.column("client").doUpdateSet({ token: row.token, expiration: row.expiration, updated: now }),
    )
    .execute();
  const { id, token, expiration } = row;
  const times = { created: formatInstant(now), updated: formatInstant(now), expiration: formatInstant(expiration) };
  return { result: { id, token, client, ...times } };
}
