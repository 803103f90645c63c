import { latestArtifactsFilterBody } from "@tutti/core/wire/artifact";
import { expect, test } from "vitest";
import {
  artifactsFilters,
  readArtifactKeySearch,
  readArtifactsSearch,
} from "../../../src/features/artifacts/artifacts-search.ts";

test("the address is read key by key", () => {
  expect(readArtifactsSearch({ q: "x", type: "table", other: "1" })).toStrictEqual({ q: "x", type: "table" });
  expect([readArtifactsSearch({ type: "result" }), readArtifactKeySearch({ version: "v" })]).toStrictEqual([
    {},
    { version: "v" },
  ]);
});

test.each([{}, { q: "rep" }, { type: "table" as const }])("the server takes the filter of %j", (search) => {
  expect(latestArtifactsFilterBody.safeParse(artifactsFilters(search)).success).toBe(true);
});
