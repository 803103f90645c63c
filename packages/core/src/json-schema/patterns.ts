import { RE2JS } from "re2js";

// Patterns come from users, and a backtracking matcher can be led to try for ever. Theirs are matched by one that reads the
// text once; only what that one has no words for (what stands before or after, what was matched earlier) is left to the
// language's own, and only where its tries can be counted.

const PATTERN_LENGTH_MAX = 500;
const TEXT_LENGTH_MAX = 10_000;
const TRIES_MAX = 1e7;

/** Whether the pattern is found in the text; null when it is none, or could take too long. */
export function findsPattern(pattern: string, text: string): boolean | null {
  if (pattern.length > PATTERN_LENGTH_MAX || text.length > TEXT_LENGTH_MAX) return null;
  const matcher = matcherOf(pattern);
  return matcher === null ? foundByTrying(pattern, text) : matcher.matcher(text).find();
}

const KEPT_MAX = 100;
const kept = new Map<string, RE2JS | null>();

/** Making one takes longer than using it: those of a schema are used for each item of a list. */
function matcherOf(pattern: string): RE2JS | null {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  if (kept.size >= KEPT_MAX) kept.clear();
  const matcher = compiled(pattern);
  kept.set(pattern, matcher);
  return matcher;
}

function compiled(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(inItsWords(pattern));
  } catch {
    return null;
  }
}

/** Python's `\Z` and `\u00e9`. */
function inItsWords(pattern: string): string {
  return pattern.replaceAll(/\\(?:u([\da-fA-F]{4})|[^])/g, (whole, code: string | undefined) => {
    if (code !== undefined) return `\\x{${code}}`;
    return whole === "\\Z" ? "\\z" : whole;
  });
}

/** A repeat of more than a character or a set of them: what is repeated within would be tried in every division. */
const REPEATED_GROUP = /\)(?:[*+?]|\{)/;

function foundByTrying(pattern: string, text: string): boolean | null {
  const plain = pattern.replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, "x");
  if (REPEATED_GROUP.test(plain)) return null;
  const repeats = plain.match(/[*+{]/g)?.length ?? 0;
  const choices = plain.match(/[|?]/g)?.length ?? 0;
  if ((text.length + 1) ** (repeats + 1) * 2 ** choices > TRIES_MAX) return null;
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return null;
  }
}
