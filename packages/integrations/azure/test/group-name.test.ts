import { expect, test } from "vitest";
import { groupName } from "../src/group-name.ts";

const ID = "01a21a77-0918-707d-9145-e64776e5253c";

test.each([
  ["Main Flow", "main-flow"],
  ["--a__b--", "a-b"],
  ["a-very-long-name-of-a-flow", "a-very-long-name-o"],
  ["Übung", "bung"],
  ["流", "run"],
])("%s names its group %s", (flow, slug) => {
  const name = groupName(flow, ID);
  expect(name).toBe(`${slug}-${ID}`);
  expect(`prefect-${name}`.length).toBeLessThanOrEqual(64);
});
