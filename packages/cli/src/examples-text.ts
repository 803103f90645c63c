import { wrapWords } from "./wrap-words.ts";

/** The width that help is written for where it is no terminal's. */
export const USUAL_WIDTH = 80;

/**
 * Examples as help shows them: what each does stands beside it where all of them fit the width, else above it.
 */
export function examplesText(
  examples: readonly (readonly [command: string, what: string])[],
  width = USUAL_WIDTH,
): string {
  const longest = Math.max(...examples.map(([command]) => command.length));
  const beside = examples.map(([command, what]) => `  ${command.padEnd(longest)}  ${what}`.trimEnd());
  const lines = beside.every((line) => line.length <= width)
    ? beside
    : examples.flatMap(([command, what]) => [
        ...wrapWords(what, width - 4).map((line) => `  # ${line}`),
        `  ${command}`,
      ]);
  return `\nExamples:\n${lines.join("\n")}`;
}
