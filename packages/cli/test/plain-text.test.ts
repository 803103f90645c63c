import { expect, test } from "vitest";
import { manyLines, oneLine } from "../src/plain-text.ts";

test.each([
  ["brave-otter", "brave-otter"],
  ["a\nb\tc", "a b c"],
  ["\u001b[31mred\u001b[0m", "red"],
  ["\u001b]0;title\u0007name", "name"],
  ["back\bspace\u0000\u007f\u009b", "backspace"],
  ["\u202egnp.exe", "gnp.exe"],
  ["日本語 é", "日本語 é"],
])("%j becomes %j on one line", (text, expected) => {
  expect(oneLine(text)).toBe(expected);
});

test("line breaks and tabs of a message stay, other control characters do not", () => {
  expect(manyLines("Error: boom\r\n\tat x\u001b[2J\rend")).toBe("Error: boom\n\tat x\nend");
});
