import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { inRoot } from "./project-paths.mjs";

const minimum = [24, 2];

function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  return major > minimum[0] || (major === minimum[0] && minor >= minimum[1]);
}

function versionOf(path) {
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** The Node that runs Tutti: the project's own, else one of the machine that is at least 24.2. */
export function findNode() {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const own = inRoot(
    "node_modules",
    `node-${platform}-${process.arch}`,
    "bin",
    platform === "win" ? "node.exe" : "node",
  );
  for (const candidate of [existsSync(own) ? own : undefined, process.execPath, "node"]) {
    const version = candidate && versionOf(candidate);
    if (version && isNewEnough(version)) return candidate;
  }
  throw new Error(
    `Tutti needs Node ${minimum.join(".")} or newer. npm brought none for ${platform}-${process.arch}; install one and put it in PATH.`,
  );
}
