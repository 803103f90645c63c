import { describe, expect, test } from "vitest";
import { MASK, maskSecrets, restoreSecrets, secretPaths } from "../../src/blocks/document-secrets.ts";
import type { JsonObject } from "../../src/json-object.ts";

function paths(...fields: unknown[]) {
  return secretPaths({ secret_fields: fields });
}

test.each([
  ["declared", { secret_fields: ["a", "b.c", "d.*"] }, [["a"], ["b", "c"], ["d", "*"]]],
  ["declared in another form", { secret_fields: "a" }, []],
  ["no text", { secret_fields: [1, null, "a"] }, [["a"]]],
  ["not declared", {}, []],
])("secret fields that are %s", (_what, fields, expected) => {
  expect(secretPaths(fields)).toEqual(expected);
});

const MASKED: [what: string, fields: string[], data: JsonObject, expected: JsonObject][] = [
  ["a text", ["a"], { a: "x", b: "y" }, { a: MASK, b: "y" }],
  ["a value that is false or empty", ["a", "b", "c"], { a: false, b: 0, c: "" }, { a: MASK, b: MASK, c: MASK }],
  ["nothing in null", ["a"], { a: null }, { a: null }],
  ["nothing where nothing is", ["a", "b.c"], { b: 1 }, { b: 1 }],
  ["a list whole", ["a"], { a: ["x", "y"] }, { a: MASK }],
  [
    "an object leaf by leaf",
    ["a"],
    { a: { b: "x", c: { d: null, e: {} } } },
    { a: { b: MASK, c: { d: null, e: MASK } } },
  ],
  ["a nested field", ["a.b"], { a: { b: "x", c: "y" } }, { a: { b: MASK, c: "y" } }],
  [
    "a field of each object of a list",
    ["a.b"],
    { a: [{ b: "x" }, 1, { c: "y" }] },
    { a: [{ b: MASK }, 1, { c: "y" }] },
  ],
  ["everything below a star", ["a.*"], { a: { b: "x", c: { d: null } } }, { a: { b: MASK, c: { d: MASK } } }],
  ["what a star stands below, when it is no object", ["a.*"], { a: null }, { a: MASK }],
  ["an empty object below a star", ["a.*"], { a: {} }, { a: MASK }],
  ["inherited names never", ["constructor"], { a: 1 }, { a: 1 }],
];

describe("a mask hides", () => {
  test.each(MASKED)("%s", (_what, fields, data, expected) => {
    expect(maskSecrets(data, paths(...fields))).toEqual(expected);
  });
});

describe("a document that is sent back as it was read changes nothing", () => {
  test.each(MASKED)("with %s", (_what, fields, data) => {
    expect(restoreSecrets(maskSecrets(data, paths(...fields)), data, paths(...fields))).toEqual(data);
  });
});

test.each([
  ["a new secret", { a: "new" }, { a: "old" }, { a: "new" }],
  ["a mask where there was nothing", { a: MASK }, {}, { a: MASK }],
  ["a mask in a field that is no secret", { b: MASK }, { b: "old" }, { b: MASK }],
  [
    "a mask in a part of a secret",
    { a: { x: MASK, y: "new" } },
    { a: { x: "old", y: "old" } },
    { a: { x: "old", y: "new" } },
  ],
  ["a mask for a whole object", { a: MASK }, { a: { x: "old" } }, { a: { x: "old" } }],
  ["nothing of the secret", { b: 1 }, { a: "old" }, { b: 1 }],
])("an update with %s", (_what, update, current, expected) => {
  expect(restoreSecrets(update, current, paths("a"))).toEqual(expected);
});
