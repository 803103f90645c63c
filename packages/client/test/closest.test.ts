import { expect, test } from "vitest";
import { closest, didYouMean } from "../src/closest.ts";

const words = ["flow", "flow-run", "task-run", "server", "config", "profile"];

test.each([
  ["flows", "flow"],
  ["flwo-run", "flow-run"],
  ["SERVER", "server"],
  ["porfile", "profile"],
  ["confg", "config"],
  ["kubernetes", null],
  ["", null],
])("%j is nearest to %j", (typed, expected) => {
  expect(closest(typed, words)).toBe(expected);
});

test("the suggestion is a sentence, or nothing", () => {
  expect(didYouMean("serve", words)).toBe(" Did you mean server?");
  expect(didYouMean("kubernetes", words)).toBe("");
});
