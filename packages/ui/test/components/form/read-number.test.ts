import { expect, test } from "vitest";
import { readExactNumber, readNumber } from "../../../src/components/form/read-number.ts";

test.each(["5.0", "12345678901234567890", "-0", "1e3", "0.1", "7"])("%s is sent as it is typed", (text) => {
  expect(JSON.stringify(readExactNumber(text))).toBe(text);
});

test.each([
  ["", undefined],
  ["-", undefined],
  ["1.", 1],
  [".5", 0.5],
  ["007", 7],
])("%j on the way to a number is %s", (text, number) => {
  expect([readNumber(text), readExactNumber(text)]).toStrictEqual([number, number]);
});
