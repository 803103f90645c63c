import { expect, test } from "vitest";
import { countWords } from "../src/count-words.ts";

test.each([
  [0, "0 queues"],
  [1, "1 queue"],
  [1200, "1,200 queues"],
])("%i of them are %s", (count, words) => {
  expect(countWords(count, "queue")).toBe(words);
});
