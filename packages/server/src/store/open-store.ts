import { TuttiError } from "@tutti/core/errors";
import { USUAL_SLOT_WAITS, type SlotWaits } from "@tutti/core/slot-waits";
import type { EncryptionKey } from "../vault/encryption-key.ts";
import type { Store } from "./store.ts";

/**
 * Opens the database that `url` names, with its schema brought up to date. SQLAlchemy's spellings are understood:
 * `sqlite:///path`, `sqlite+aiosqlite:///path`, `postgres://…`, `postgresql+asyncpg://…`. Throws a
 * `TuttiError` that says why when it cannot be opened or is not ours. `keys` seal what the database must not know.
 */
export async function openStore(
  url: string,
  keys: readonly EncryptionKey[] = [],
  slotWaits: SlotWaits = USUAL_SLOT_WAITS,
): Promise<Store> {
  const place = parseDatabaseUrl(url);
  // Only what is used is loaded: with SQLite the query builder stays in the store's threads.
  if (place.kind === "sqlite") {
    const { SqliteStore } = await import("./sqlite/sqlite-store.ts");
    return SqliteStore.open(place.path, keys, slotWaits);
  }
  const [{ PostgresStore }, { depsWith }] = await Promise.all([
    import("./postgres/postgres-store.ts"),
    import("../deps.ts"),
  ]);
  return PostgresStore.open(place.url, depsWith(keys, slotWaits));
}

export type DatabasePlace =
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

/**
 * As SQLAlchemy has it: three slashes before a relative path, four before an absolute one. Throws `invalid_setting` for
 * anything else, without repeating the URL: it may hold a password.
 */
export function parseDatabaseUrl(url: string): DatabasePlace {
  const scheme = /^([a-z0-9]+)(?:\+[a-z0-9]+)?:\/\//i.exec(url);
  const rest = scheme === null ? "" : url.slice(scheme[0].length);
  switch (scheme?.[1]?.toLowerCase() ?? "") {
    case "sqlite":
      if (rest.startsWith("/") && rest.length > 1 && !rest.includes(":memory:"))
        return { kind: "sqlite", path: rest.slice(1) };
      throw new TuttiError("invalid_setting", "a SQLite database needs a file, as in sqlite:////absolute/path.db");
    case "postgres":
    case "postgresql":
      return { kind: "postgres", url: `postgresql://${rest}` };
    default:
      throw new TuttiError(
        "invalid_setting",
        "a database URL is sqlite:////absolute/path.db or postgresql://user:password@host/database",
      );
  }
}
