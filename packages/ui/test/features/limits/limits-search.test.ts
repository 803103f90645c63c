import { expect, test } from "vitest";
import { ownLimits, readLimitsSearch } from "../../../src/features/limits/limits-search.ts";

test("limits of tags and deployments are none of one's own", () => {
  const limits = [{ name: "tag:io" }, { name: "web" }, { name: "deployment:x" }, { name: "Database" }];
  expect(ownLimits(limits)).toStrictEqual([{ name: "Database" }, { name: "web" }]);
  expect(ownLimits(limits, "data")).toStrictEqual([{ name: "Database" }]);
});

test("the address is read key by key", () => {
  expect(readLimitsSearch({ tab: "tags", q: "x", other: "1" })).toStrictEqual({ tab: "tags", q: "x" });
});
