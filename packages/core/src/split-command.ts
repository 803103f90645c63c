import { TuttiError } from "./errors.ts";

/** Quotes, escapes and words of a line as a POSIX shell reads them; nothing is expanded. */
const PART = /'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^\s'"\\]+)|(\s+)|([^])/g;

/** A command line's words, as Python's `shlex.split` gives them. Throws `invalid_step` for a quote that does not end. */
export function splitCommand(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (const [, single, double, escaped, plain, space, stray] of line.matchAll(PART)) {
    if (stray !== undefined) throw unfinished(line, stray);
    if (space === undefined) {
      word = (word ?? "") + (single ?? escaped ?? plain ?? withoutEscapes(double));
    } else {
      if (word !== null) words.push(word);
      word = null;
    }
  }
  return word === null ? words : [...words, word];
}

function withoutEscapes(quoted = ""): string {
  return quoted.replace(/\\(["\\])/g, "$1");
}

function unfinished(line: string, stray: string): TuttiError {
  const problem = stray === "\\" ? "a backslash stands at its end" : `${stray} is opened and not closed`;
  return new TuttiError("invalid_step", `the command ${JSON.stringify(line)}: ${problem}`);
}
