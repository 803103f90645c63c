import { stripVTControlCharacters } from "node:util";

// What servers and flows hand us may hold escape sequences that move the cursor, hide text or retitle the terminal. No
// byte of theirs below a space reaches it, but for line breaks and tabs in multi-line text.

// Also what reverses the direction of text, by which one word can be made to look like another.
const CONTROLS = /(?![\n\t])[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text on one line, without control characters. */
export function oneLine(text: string): string {
  return withoutControls(text).replace(/\s+/g, " ").trim();
}

/** Text with its line breaks and tabs, without other control characters. */
export function manyLines(text: string): string {
  return withoutControls(text.replace(/\r\n?/g, "\n"));
}

function withoutControls(text: string): string {
  return stripVTControlCharacters(text).replace(CONTROLS, "");
}
