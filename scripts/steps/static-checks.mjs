import { projectEnvironment, runCommand } from "./run-command.mjs";

/**
 * The compiler and the linter's types are Go programs that collect garbage whenever they have doubled: half a gigabyte
 * more, a quarter less time.
 */
const env = projectEnvironment({ GOGC: "800" });

/** Every check that reads the sources only: its name and the commands that must all succeed. */
const staticChecks = {
  format: [["oxfmt", "--check", "."]],
  lint: [["oxlint", "--type-aware"]],
  // Four checkers, as is the default, find out the same about most types: one takes half of the processor time.
  types: [
    ["tsc", "-p", "tsconfig.json", "--checkers", "1"],
    ["tsc", "-p", "packages/ui/tsconfig.json", "--checkers", "1"],
  ],
  unused: [["knip"]],
};

/** Runs one check; answers `{ passed, failed, output }`, as one passed or one failed. */
export async function runStaticCheck(name) {
  let output = "";
  let isGood = true;
  for (const [command, ...args] of staticChecks[name]) {
    const result = await runCommand(command, args, { timeoutMs: 900_000, env });
    if (result.code !== 0) {
      isGood = false;
      output += result.output;
    }
  }
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, output };
}
