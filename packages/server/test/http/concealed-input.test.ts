import { expect, test } from "vitest";
import { concealMember, concealProblem } from "../../src/http/concealed-input.ts";

const SECRET = { password: "canary" };
const MASKED = "********";

test.each([
  [
    { name: "a", data: SECRET },
    { name: "a", data: MASKED },
  ],
  [
    { name: "a", data: {} },
    { name: "a", data: {} },
  ],
  [{ name: "a" }, { name: "a" }],
  ["canary", MASKED],
  [["canary"], MASKED],
  [[], []],
  [null, null],
])("of the body %j is told %j", (body, told) => {
  expect(concealMember(body, "data")).toEqual(told);
});

test.each([
  ["string_type", ["body", "name"], 5, 5],
  ["missing", ["body", "name"], { data: SECRET }, { data: MASKED }],
  ["missing", ["body", "data"], { name: "a" }, { name: "a" }],
  ["dict_type", ["body", "data"], "canary", MASKED],
  ["dict_type", ["body", "data"], null, null],
  ["string_type", ["body", "data", "password"], ["canary"], MASKED],
  ["missing", ["body", "data", "password"], SECRET, MASKED],
  ["model_type", ["body"], "canary", MASKED],
])("of a problem %s at %j with %j is told %j", (type, loc, input, told) => {
  const problem = { type, loc, msg: "…", input };
  expect(concealProblem(problem, "data")).toEqual({ ...problem, input: told });
});
