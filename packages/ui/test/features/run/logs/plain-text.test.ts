import { expect, test } from "vitest";
import { cutAtHits, plainText } from "../../../../src/features/run/logs/plain-text.ts";

test.each([
  ["plain", "plain"],
  ["\u001B[1;31mred\u001B[0m text", "red text"],
  ["\u001B]0;title\u0007after", "after"],
  ["tab\tstays", "tab\tstays"],
  ["bell\u0007 and return\r", "bell␇ and return␍"],
  ["\u0085 and \u007F", "\uFFFD and ␡"],
])("%j is read as %j", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test("a text is cut at every hit, whatever its case", () => {
  expect(cutAtHits("Row row, ROW", "row")).toStrictEqual([
    { at: 0, text: "Row", isHit: true },
    { at: 3, text: " ", isHit: false },
    { at: 4, text: "row", isHit: true },
    { at: 7, text: ", ", isHit: false },
    { at: 9, text: "ROW", isHit: true },
  ]);
});

test.each([
  ["nothing", "row", ["nothing"]],
  ["İrow", "row", ["İ", "row"]],
  ["a", "", ["a"]],
])("%j cut at %j", (text, sought, parts) => {
  expect(cutAtHits(text, sought).map((cut) => cut.text)).toStrictEqual(parts);
});
