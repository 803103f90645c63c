import { existsSync } from "node:fs";
import { runCommand } from "./run-command.mjs";

let last = Promise.resolve();

async function install(names) {
  await runCommand("apt-get", ["update", "-q"]);
  await runCommand("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...names]);
}

/** Whether this process may install packages of Debian's. */
export const hasDebianPackages = () => process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");

/** Installs packages of Debian's, one call after another: apt lets nobody in beside itself. Whether they came is to be seen. */
export function installDebianPackages(...names) {
  last = last.then(() => install(names));
  return last;
}
