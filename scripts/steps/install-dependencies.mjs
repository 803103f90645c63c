import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "./project-paths.mjs";
import { machineEnvironment, runCommand } from "./run-command.mjs";

const readPackages = (path) => JSON.parse(readFileSync(path, "utf8")).packages;

/** Whether `node_modules` holds what the lockfile names. npm's own record is compared, so no stamp can lie. */
function isInstalled() {
  const record = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages(inRoot("package-lock.json"))).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    return found === undefined ? Boolean(wanted.optional || wanted.devOptional) : found.version === wanted.version;
  });
}

/** Installs the dependencies from the lockfile; does nothing when they are there. */
export async function installDependencies(report) {
  if (isInstalled()) return;
  report("installing dependencies");
  // Not `npm ci`: it refuses to start when a registry does not have a tool's binary for a platform that is not this one.
  // Nothing is saved: what the lockfile names is installed as it says. EBADENGINE warnings are expected with an older
  // Node; the project brings its own.
  const { code, output } = await runCommand("npm", ["install", "--no-save", "--loglevel=error", "--no-progress"], {
    env: machineEnvironment(),
    shell: process.platform === "win32",
  });
  if (code !== 0) throw new Error(`npm install failed:\n${output}`);
}
