const LENGTH_MAX = 500;

/** A group that repeats something that itself repeats, or has alternatives: such a pattern may take for ever. */
const NESTED_REPEAT = /\([^()]*(?:[*+}|])[^()]*\)\s*(?:[*+]|\{\d*,)/;

/** Whether the pattern is one, and cheap to match: others are not held against a value. */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > LENGTH_MAX || NESTED_REPEAT.test(pattern) || /\\[1-9]/.test(pattern)) return false;
  try {
    return new RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
