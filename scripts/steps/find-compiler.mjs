import { hasDebianPackages, installDebianPackages } from "./debian-packages.mjs";
import { runCommand } from "./run-command.mjs";

const hasCompiler = async () => (await runCommand("cc", ["--version"])).code === 0;

/** The power-loss tests compile a small C library; makes sure that `cc` is there. */
export async function findCompiler(report) {
  if (await hasCompiler()) return;
  if (hasDebianPackages()) {
    report("installing a C compiler");
    await installDebianPackages("gcc", "libc6-dev");
    if (await hasCompiler()) return;
  }
  throw new Error("the power-loss tests need a C compiler named cc, and there is none in PATH");
}
