import { expect, test } from "vitest";
import { canStore, capabilitiesInWords } from "../../../src/features/blocks/capabilities.ts";

test.each([
  [[], ""],
  [["notify"], "send notifications"],
  [["read-path", "write-path"], "store files"],
  [["get-directory", "put-directory", "read-path", "write-path"], "store files and folders"],
  [["get-directory"], "fetch folders"],
  [["read-path", "run-query"], "read files, run query"],
])("%j in words is %j", (capabilities, words) => {
  expect(capabilitiesInWords(capabilities)).toBe(words);
});

test("results are stored where files are read and written", () => {
  expect(canStore(["read-path", "write-path"])).toBe(true);
  expect(canStore(["read-path"])).toBe(false);
});
