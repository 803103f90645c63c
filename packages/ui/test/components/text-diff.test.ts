import { expect, test } from "vitest";
import { diffLines, foldSame } from "../../src/components/text-diff.ts";

function told(before: string, after: string): string[] {
  const signs = { same: " ", added: "+", removed: "-" };
  return diffLines(before.split(""), after.split("")).map(({ kind, text }) => signs[kind] + text);
}

test.each([
  ["", "", []],
  ["abc", "abc", [" a", " b", " c"]],
  ["abc", "axc", [" a", "-b", "+x", " c"]],
  ["ac", "abc", [" a", "+b", " c"]],
  ["abc", "ac", [" a", "-b", " c"]],
  ["", "ab", ["+a", "+b"]],
  ["abcd", "badc", ["-a", " b", "-c", "+a", " d", "+c"]],
])("from %j to %j", (before, after, lines) => {
  expect(told(before, after)).toEqual(lines);
});

test("each line has its number in the texts that have it", () => {
  expect(diffLines(["a", "b"], ["a", "c", "d"])).toEqual([
    { kind: "same", text: "a", before: 1, after: 1 },
    { kind: "removed", text: "b", before: 2, after: null },
    { kind: "added", text: "c", before: null, after: 2 },
    { kind: "added", text: "d", before: null, after: 3 },
  ]);
});

test("texts too long to be held against each other line by line count as written anew between their ends", () => {
  const long = (mark: string) => ["first", ...Array.from({ length: 2500 }, (_, n) => `${mark} ${n}`), "last"];
  const lines = diffLines(long("old"), long("new"));
  const count = (kind: string) => lines.filter((line) => line.kind === kind).length;
  expect([count("same"), count("removed"), count("added")]).toEqual([2, 2500, 2500]);
});

test("what is far from any change is folded", () => {
  const before = Array.from({ length: 20 }, (_, n) => String(n));
  const lines = diffLines(before, before.with(10, "x"));
  expect(
    foldSame(lines, 2).map((part) => ("folded" in part ? part.folded : part.lines.map(({ text }) => text))),
  ).toEqual([8, ["8", "9", "10", "x", "11", "12"], 7]);
  expect(foldSame(diffLines(["a"], ["a"]), 2)).toEqual([{ from: 0, folded: 1 }]);
});
