import { type Command, CommanderError } from "commander";
import type { SessionFlags } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { Output } from "./output.ts";
import { buildProgram } from "./program.ts";
import { withoutTwoLetterFlags } from "./two-letter-flags.ts";

const HELP_WAS_SHOWN = new Set(["commander.help", "commander.helpDisplayed", "commander.version"]);

/** Parses and runs. Throws `invalid_usage` for a wrong command line, and what the command throws. */
export async function runProgram(argv: readonly string[], output: Output): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = buildProgram(
    {
      async openContext(command) {
        const { openContext } = await import("./open-context.ts");
        return openContext(sessionFlags(command, program), { ...process.env }, output);
      },
      finish: (exitCode) => {
        code = exitCode;
      },
    },
    output,
  );
  try {
    await program.parseAsync(withoutTwoLetterFlags(argv), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (HELP_WAS_SHOWN.has(error.code)) return EXIT.ok;
    const { TuttiError } = await import("@tutti/core/errors");
    throw new TuttiError("invalid_usage", usageMessage(error.message), { cause: error });
  }
  return code;
}

/** What stands behind the command is stronger than what stands before it. */
function sessionFlags(command: Command, program: Command): SessionFlags {
  const { profile, prompt }: { profile?: unknown; prompt?: unknown } = { ...program.opts(), ...command.opts() };
  return {
    profile: typeof profile === "string" ? profile : null,
    prompt: typeof prompt === "boolean" ? prompt : null,
  };
}

/** Commander's message as a sentence: no `error:` before it, its suggestion without brackets. */
function usageMessage(message: string): string {
  const [first = "", ...rest] = message.replace(/^error: /, "").split("\n");
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  const ended = /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
  return [ended, ...rest.map((line) => line.replace(/^\((.*)\)$/, "$1"))].join(" ");
}
