import { hasWildcard, parseLabelPattern, prefixOfPattern, type LabelPattern } from "@tutti/core/label-pattern";
import type { ResourceSpecification } from "@tutti/core/wire/event-filter";
import { sql, type Expression, type SqlBool } from "kysely";
import { containsText, type DialectName } from "../dialect.ts";
import { combine, isStorable, never, someOf, type Condition } from "./condition.ts";

// Labels are JSON text as `JSON.stringify` writes a flat object of strings. In such text a bare quote only ever begins or
// ends a string, so `"label":"value"` is found in it exactly when the label has that value: no parsing, no cast that
// refuses odd characters, and the same in both databases. (A label whose name ends in `"` and the wanted name is found
// too.) Only a pattern with a wildcard inside needs the value itself.

/** Longer patterns with a wildcard inside match nothing: databases do not take them of any length. */
const PATTERN_MAX = 1000;

/** Every label has one of its values. */
export function specificationMatches(
  dialect: DialectName,
  labels: Expression<unknown>,
  specification: ResourceSpecification,
): Condition {
  return combine(
    "and_",
    Object.entries(specification).map(([label, values]) => labelHasOneOf(dialect, labels, label, values)),
  );
}

/** The label has one of these values, each exactly. */
export function labelIsOneOf(
  dialect: DialectName,
  labels: Expression<unknown>,
  label: string,
  values: readonly string[],
): Condition {
  const parts = values.map((value) => keyPart(label) + JSON.stringify(value));
  return someOf(dialect, parts, (part) => containsText(dialect, labels, part));
}

/** The label's value begins with one of these. */
export function labelBeginsWithOneOf(
  dialect: DialectName,
  labels: Expression<unknown>,
  label: string,
  prefixes: readonly string[],
): Condition {
  const parts = prefixes.map((prefix) => keyPart(label) + JSON.stringify(prefix).slice(0, -1));
  return someOf(dialect, parts, (part) => containsText(dialect, labels, part));
}

function labelHasOneOf(
  dialect: DialectName,
  labels: Expression<unknown>,
  label: string,
  values: readonly string[],
): Condition {
  if (values.length === 0) return never;
  const patterns = values.map(parseLabelPattern);
  const exact = patterns.filter((pattern) => !pattern.isNegated && !hasWildcard(pattern.text));
  const others = patterns.filter((pattern) => !exact.includes(pattern));
  return combine("or_", [
    ...(exact.length === 0
      ? []
      : [
          labelIsOneOf(
            dialect,
            labels,
            label,
            exact.map(({ text }) => text),
          ),
        ]),
    ...others.map((pattern) => labelMatches(dialect, labels, label, pattern)),
  ]);
}

function labelMatches(
  dialect: DialectName,
  labels: Expression<unknown>,
  label: string,
  pattern: LabelPattern,
): Condition {
  const matches = valueMatches(dialect, labels, label, pattern);
  if (!pattern.isNegated) return matches;
  const isThere = containsText(dialect, labels, sql`${keyPart(label)}`);
  return sql<SqlBool>`(${isThere} and not (${matches}))`;
}

function valueMatches(
  dialect: DialectName,
  labels: Expression<unknown>,
  label: string,
  pattern: LabelPattern,
): Condition {
  const { text } = pattern;
  const prefix = prefixOfPattern(pattern);
  if (prefix !== null) return labelBeginsWithOneOf(dialect, labels, label, [prefix]);
  if (!hasWildcard(text)) return labelIsOneOf(dialect, labels, label, [text]);
  if (text.length > PATTERN_MAX || !isStorable(label + text)) return never;
  return dialect === "sqlite"
    ? sql<SqlBool>`exists (select 1 from json_each(${labels}) as label
        where label.key = ${label} and label.value glob ${text.replaceAll("[", "[[]")})`
    : sql<SqlBool>`${labels} ~ ${labelExpression(label, text)}`;
}

function keyPart(label: string): string {
  return `${JSON.stringify(label)}:`;
}

/** A regular expression that finds the label with such a value in the JSON text. */
function labelExpression(label: string, pattern: string): string {
  const parts = Array.from(pattern).map(
    (character) => WILDCARDS[character] ?? literally(JSON.stringify(character).slice(1, -1)),
  );
  return `${literally(keyPart(label))}"${parts.join("")}"`;
}

/** Characters of a JSON string: plain ones, and escaped ones. */
const WILDCARDS: Readonly<Record<string, string>> = {
  "*": String.raw`(?:[^"\\]|\\.)*`,
  "?": String.raw`(?:[^"\\]|\\u[0-9a-f]{4}|\\[^u])`,
};

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
