import { expect, test } from "vitest";
import { keyInFolder, keyWithin } from "../../src/blocks/object-folders.ts";

test.each([
  ["", "a", "a", "a"],
  ["", "./a/b", "a/b", "a/b"],
  ["", "/a", "/a", "/a"],
  ["", ".", "", ""],
  ["data", "", "data", "data"],
  ["data/", ".", "data", "data"],
  ["data/", "a", "data/a", "data/a"],
  ["data", "./a", "data/a", "data/a"],
  ["data", "/a", "data/a", "data/a"],
  ["data", "a/", "data/a/", "data/a/"],
  ["data", "data", "data/data", "data"],
  ["data", "data/a", "data/data/a", "data/a"],
  ["data", "database", "data/database", "data/database"],
])("a path in a folder is this key: %j %j", (folder, path, within, inFolder) => {
  expect([keyWithin(folder, path), keyInFolder(folder, path)]).toEqual([within, inFolder]);
});
