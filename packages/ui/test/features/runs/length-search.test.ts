import { expect, test } from "vitest";
import { lengthWords, readLength, writeLength } from "../../../src/features/runs/length-search.ts";

test.each([
  ["10-60", { atLeast: 10, below: 60 }, "10 s – 1 m 00 s"],
  ["-1", { atLeast: null, below: 1 }, "under 1.0 s"],
  ["3600-", { atLeast: 3600, below: null }, "1 h 00 m or more"],
  ["0.25-1.5", { atLeast: 0.25, below: 1.5 }, "250 ms – 1.5 s"],
])("%s is read, written and told", (text, length, words) => {
  expect([readLength(text), writeLength(length), lengthWords(length)]).toStrictEqual([length, text, words]);
});

test.each(["", "-", "60-10", "5-5", "a-b", "1e3-", undefined])("%s is no length", (text) => {
  expect(readLength(text)).toBeNull();
});

test("lengths are kept in four digits", () => {
  expect(writeLength({ atLeast: 0.00123456, below: 12_345.6 })).toBe("0.001235-12350");
});
