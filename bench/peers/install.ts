import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL(".", import.meta.url));
const INSTALLED = fileURLToPath(new URL("../../.cache/bench-peers/", import.meta.url));

export interface Installed {
  readonly folder: string;
  /** Of the package that is compared, as its folder pins it. */
  readonly version: string;
}

/**
 * Installs a peer of `bench/peers/` where no lockfile of ours hears of it, together with the programs that all peers run.
 * Once installed it is only brought up to date.
 */
export function installPeer(name: string): Installed {
  const folder = join(INSTALLED, name);
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "peer.mjs"]) cpSync(join(SOURCES, name, file), join(folder, file));
  for (const file of readdirSync(SOURCES).filter((file) => file.endsWith(".mjs"))) {
    cpSync(join(SOURCES, file), join(folder, file));
  }
  execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder, stdio: "ignore" });
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  return { folder, version: Object.values(dependencies)[0] ?? "" };
}
