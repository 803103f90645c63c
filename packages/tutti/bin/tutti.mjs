#!/usr/bin/env node
import module from "node:module";

// This file and `old-node.mjs` run on any Node that knows modules: an old one gets a sentence, not a syntax error.
const NEEDED_MAJOR = 24;
const NEEDED_MINOR = 2;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major > NEEDED_MAJOR || (major === NEEDED_MAJOR && minor >= NEEDED_MINOR)) {
  module.enableCompileCache();
  const { main } = await import("@tutti/cli/main");
  await main(process.argv.slice(2));
} else {
  const { runOnOwnNode } = await import("./old-node.mjs");
  await runOnOwnNode(new URL(import.meta.url), `${NEEDED_MAJOR}.${NEEDED_MINOR}`);
}
