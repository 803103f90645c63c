import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../../context.ts";
import { ask } from "../../prompts.ts";
import { parseSeconds } from "../../time-phrase.ts";

/** Who asks, and whether what may be left out is asked for, too. */
export interface Asking {
  readonly context: CommandContext;
  readonly api: ApiClient;
  readonly asksAll: boolean;
}

interface SpanQuestion {
  readonly flag: string;
  readonly message: string;
  readonly initialValue: string;
  /** What is wrong with so many seconds, or null. */
  readonly problem: (seconds: number) => string | null;
}

/** The seconds of a span that was given, or is asked for; 0 where it is not. Throws `invalid_usage`. */
export async function spanSeconds(
  { context, asksAll }: Asking,
  given: string | null,
  { flag, message, initialValue, problem }: SpanQuestion,
): Promise<number> {
  if (given === null && !asksAll) return 0;
  const problemOf = (text: string): string | null => {
    const seconds = parseSeconds(text);
    return seconds === null ? `"${text}" is neither a number of seconds nor a span such as "2h".` : problem(seconds);
  };
  const answer = given ?? (await ask(context, { message, initialValue, instead: flag, problem: problemOf }));
  const wrong = problemOf(answer);
  if (wrong !== null) throw new TuttiError("invalid_usage", `${flag}: ${wrong}`);
  return parseSeconds(answer) ?? 0;
}

/** Names with commas between them, given or asked for. */
export async function namesOf(
  { context, asksAll }: Asking,
  given: readonly string[],
  { flag, message }: { readonly flag: string; readonly message: string },
): Promise<readonly string[]> {
  if (given.length > 0 || !asksAll) return given;
  return namesIn(await ask(context, { message, instead: flag, placeholder: "Enter: whichever" }));
}

export function namesIn(answer: string): string[] {
  return answer
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
