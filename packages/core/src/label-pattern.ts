import { globMatches, MANY, ONE, type GlobPart } from "./glob.ts";

// Values of labels as filters and triggers name them: `*` stands for any text, `?` for one character, and a leading `!`
// asks for a label that has another value. A label that is absent has no value, and matches neither.

export interface LabelPattern {
  readonly isNegated: boolean;
  /** What the value is compared with, its wildcards in it. */
  readonly text: string;
}

export function parseLabelPattern(pattern: string): LabelPattern {
  const isNegated = pattern.startsWith("!");
  return { isNegated, text: isNegated ? pattern.slice(1) : pattern };
}

/** What must begin a value when nothing but a `*` at the end is left open; null for any other pattern. */
export function prefixOfPattern({ text }: LabelPattern): string | null {
  const prefix = text.replace(/\*+$/, "");
  return prefix.length < text.length && !hasWildcard(prefix) ? prefix : null;
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

export function matchesLabel(pattern: LabelPattern, value: string | undefined): boolean {
  return value !== undefined && valueMatches(pattern, value) !== pattern.isNegated;
}

function valueMatches(pattern: LabelPattern, value: string): boolean {
  const { text } = pattern;
  if (!hasWildcard(text)) return value === text;
  const prefix = prefixOfPattern(pattern);
  return prefix === null ? globMatches(partsOf(text), value) : value.startsWith(prefix);
}

function partsOf(text: string): GlobPart[] {
  return Array.from(text, (character) => WILDCARDS.get(character) ?? character);
}

const WILDCARDS = new Map<string, GlobPart>([
  ["*", MANY],
  ["?", ONE],
]);
