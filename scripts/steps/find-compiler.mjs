import { existsSync } from "node:fs";
import { runCommand } from "./run-command.mjs";

const hasCompiler = async () => (await runCommand("cc", ["--version"])).code === 0;

/** The power-loss tests compile a small C library; makes sure that `cc` is there. */
export async function findCompiler(report) {
  if (await hasCompiler()) return;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    report("installing a C compiler");
    await runCommand("apt-get", ["update", "-q"]);
    await runCommand("apt-get", ["install", "-q", "-y", "--no-install-recommends", "gcc", "libc6-dev"]);
    if (await hasCompiler()) return;
  }
  throw new Error("the power-loss tests need a C compiler named cc, and there is none in PATH");
}
