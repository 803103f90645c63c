import { TuttiError } from "@tutti/core/errors";
import { type CommandOptions, type CommandResult, runCommand } from "./run-command.ts";

/**
 * Runs a program that must succeed. Throws `failed_step` when it does not, with what it said last unless that was shown,
 * and when it is not there.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const result = await runCommand(program, args, options).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new TuttiError("failed_step", `${program} is not installed on this machine, or not on its PATH`);
  });
  if (result.code === 0) return result;
  const told = options.onLine === null ? `\n${lastLines(result.stderr || result.stdout)}` : "";
  throw new TuttiError("failed_step", `${[program, ...args.slice(0, 1)].join(" ")} ended with ${result.code}${told}`);
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-10).join("\n");
}
