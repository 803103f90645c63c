import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import { SCRIPTS } from "./scripts.ts";
import { completionWords } from "./words.ts";

export async function printCompletion({ output }: CommandContext, shell: string): Promise<void> {
  const script = SCRIPTS[shell];
  if (script === undefined) {
    throw new TuttiError(
      "invalid_usage",
      `There is completion for ${Object.keys(SCRIPTS).join(", ")}, not for ${shell}.`,
    );
  }
  output.line(script(await completionWords()));
}
