import { systemDeps } from "../../src/deps.ts";
import { migrate } from "../../src/store/migrate.ts";
import type { Migration } from "../../src/store/migrations/migration.ts";
import { migrations } from "../../src/store/migrations/registry.ts";
import { parseDatabaseUrl } from "../../src/store/open-store.ts";
import { connectPool } from "../../src/store/postgres/connection-pool.ts";
import { kyselyOverClient } from "../../src/store/postgres/postgres-dialect.ts";
import { openWriter } from "../../src/store/sqlite/connection.ts";
import { kyselyOver } from "../../src/store/sqlite/sqlite-dialect.ts";

// node migrate-and-die.ts <database URL> <statements>: migrates, and dies by SIGKILL when that many statements of the last
// migration have been carried out. Nothing is closed, nothing is rolled back.

const [url = "", statements = "0"] = process.argv.slice(2);

function dying(migration: Migration): Migration {
  return {
    ...migration,
    *statements(types) {
      let left = Number(statements);
      for (const statement of migration.statements(types)) {
        if (left-- === 0) process.kill(process.pid, "SIGKILL");
        yield statement;
      }
      process.kill(process.pid, "SIGKILL");
    },
  };
}

const place = parseDatabaseUrl(url);
const db =
  place.kind === "sqlite"
    ? kyselyOver(openWriter(place.path))
    : kyselyOverClient(await connectPool(place.url).connect());
const last = migrations.at(-1);
if (last === undefined) throw new Error("there is no migration");
await migrate(db, systemDeps, [...migrations.slice(0, -1), dying(last)]);
