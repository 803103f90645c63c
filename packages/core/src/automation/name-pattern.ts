import { globMatches, MANY, ONE, type GlobPart } from "../glob.ts";

/** Whether an event's name fits: `*` stands for some text, at least one character. Nothing else is special. */
export function nameFits(pattern: string, name: string): boolean {
  const prefix = pattern.slice(0, -1);
  if (!prefix.includes("*")) {
    return pattern.endsWith("*") ? name.length > prefix.length && name.startsWith(prefix) : name === pattern;
  }
  const parts = Array.from(pattern, (character): GlobPart[] => (character === "*" ? [ONE, MANY] : [character]));
  return globMatches(parts.flat(), name);
}
