import { expect, test } from "vitest";
import { findsPattern } from "../../src/json-schema/patterns.ts";

test.each([
  ["^\\d{3}-\\d{4}$", "123-4567", true],
  ["^\\d{3}-\\d{4}$", "123-456", false],
  ["b", "abc", true],
  ["^\\w+\\Z", "word", true],
  ["^\\w+\\Z", "two words", false],
  ["^[\\u00e0-\\u00ff]$", "é", true],
  ["^[\\u00e0-\\u00ff]$", "z", false],
  ["^(?P<year>\\d+)$", "2026", true],
  ["^\\p{L}+$", "größe", true],
  ["^.$", "😀", true],
])("%s in %j: %s", (pattern, text, found) => {
  expect(findsPattern(pattern, text)).toBe(found);
});

test.each([
  ["^(?!tmp)[a-z]+$", "tmpx", false],
  ["^(?!tmp)[a-z]+$", "kept", true],
  ["^(a|b)\\1$", "aa", true],
  ["^(a|b)\\1$", "ab", false],
])("what needs a look around or back is tried: %s in %j", (pattern, text, found) => {
  expect(findsPattern(pattern, text)).toBe(found);
});

const long = "a".repeat(10_000);

test.each([
  ["no pattern", "(", "a"],
  ["no pattern either way", "(?<n>a)(?<n>b)(?=c)", "abc"],
  ["a long pattern", "a".repeat(501), "a"],
  ["a long text", "a", `${long}a`],
  ["a repeated group that looks ahead", "^((?=a)a+)+$", "aab"],
  ["many repeats that look back", "a*a*a*(?<=a)b", long],
])("%s decides nothing", (_what, pattern, text) => {
  expect(findsPattern(pattern, text)).toBeNull();
});

test.each(["^(a+)+$", "^(a|a)*$", "^((a+))*b", "^(a|aa)+$", "a*a*a*a*a*b", "(.*a){12}b"])(
  "%s, which a matcher that tries would never end with, is soon decided",
  (pattern) => {
    expect(findsPattern(pattern, `${long.slice(1)}!`)).toBe(false);
  },
);

test("more patterns than are kept are told apart", () => {
  const patterns = Array.from({ length: 250 }, (_, index) => `^${index}$`);
  expect(patterns.filter((pattern) => findsPattern(pattern, "7") === true)).toEqual(["^7$"]);
});
