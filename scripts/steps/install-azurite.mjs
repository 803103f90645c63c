import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { inRoot } from "./project-paths.mjs";
import { runCommand } from "./run-command.mjs";
import { forget, hashOf, isStamped, stamp } from "./stamp.mjs";

const name = "azurite";
const manifest = "packages/integrations/azure/test/azurite/package.json";

/** Installs what stands in for Azure's storage in the tests: Azurite, in a folder of its own, without its scripts. */
export async function installAzurite(report) {
  const home = inRoot(".cache", name);
  const hash = hashOf([manifest]);
  if (isStamped(name, hash) && existsSync(home)) return;
  report("installing Azurite from npm");
  forget(name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  copyFileSync(inRoot(manifest), inRoot(".cache", name, "package.json"));
  const args = ["install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--prefer-offline"];
  const { code, output } = await runCommand("npm", args, { cwd: home });
  if (code !== 0) throw new Error(`installing Azurite failed:\n${output}`);
  stamp(name, hash);
}
