import { expect, test } from "vitest";
import { stoppingWords } from "../src/stopping-words.ts";

test.each([
  [1, "Stopping when the run under way has ended. Again ends it now."],
  [2, "Stopping when the 2 runs under way have ended. Again ends them now."],
])("with %d under way", (runCount, words) => {
  expect(stoppingWords(runCount)).toBe(words);
});
