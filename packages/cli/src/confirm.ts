import { createInterface } from "node:readline/promises";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "./context.ts";

/**
 * Makes sure that something that cannot be undone is meant: by --yes, else by asking. Where nobody can be asked it
 * throws `unconfirmed` instead of waiting. Answers false when the person says no.
 */
export async function confirm(
  question: string,
  isConfirmed: boolean,
  { isInteractive, output }: Pick<CommandContext, "isInteractive" | "output">,
): Promise<boolean> {
  if (isConfirmed) return true;
  if (!isInteractive) throw new TuttiError("unconfirmed", question);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // In raw mode Ctrl-C is a mere key: it shall end the program as everywhere else.
  terminal.once("SIGINT", () => {
    terminal.close();
    process.kill(process.pid, "SIGINT");
  });
  try {
    const answer = await Promise.race([
      terminal.question(`${question} ${output.styleAside("dim", "[y/N]")} `),
      new Promise<string>((resolve) => terminal.once("close", () => resolve(""))),
    ]);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
