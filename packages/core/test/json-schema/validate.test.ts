import { describe, expect, test } from "vitest";
import { parseExact } from "../../src/exact-json.ts";
import { describeProblems } from "../../src/json-schema/describe-problem.ts";
import { Placeholder } from "../../src/json-schema/placeholder.ts";
import { problemTree } from "../../src/json-schema/problem-tree.ts";
import { validateValue } from "../../src/json-schema/validate.ts";

/** A schema, values it allows and values it does not. */
const CASES: readonly (readonly [string, unknown, readonly unknown[], readonly unknown[]])[] = [
  ["nothing", {}, [1, null, {}], []],
  ["true and false", { properties: { a: true, b: false } }, [{ a: 1 }], [{ b: 1 }]],
  ["what is no schema", "nonsense", [1], []],
  ["a type", { type: "integer" }, [1, 5], [1.5, "1", true, null, [], {}]],
  ["several types", { type: ["string", "null"] }, ["", null], [0]],
  ["every type", { items: { type: ["object", "array", "boolean", "number"] } }, [[{}, [], true, 1.5]], [["text"]]],
  ["a type nobody knows", { type: "thing" }, [], [1]],
  ["an enum", { enum: [1, "a", { k: [1] }, null] }, [1, "a", { k: [1] }, null], [2, { k: [2] }, { k: [1], l: 1 }, [1]]],
  ["a const", { const: { a: [1, { b: 2 }] } }, [{ a: [1, { b: 2 }] }], [{ a: [1] }, { b: 1 }, 1]],
  ["bounds", { minimum: 1, maximum: 3 }, [1, 3, "text"], [0, 4]],
  ["open bounds", { exclusiveMinimum: 1, exclusiveMaximum: 3 }, [2], [1, 3]],
  ["a multiple", { multipleOf: 0.5 }, [1.5, "text"], [1.25]],
  ["lengths", { minLength: 2, maxLength: 3 }, ["ab", "äöü", "👍👍", 1], ["a", "abcd"]],
  ["a pattern", { pattern: "^a+$" }, ["aa", 1], ["b"]],
  ["a pattern that others try for ever", { pattern: "^(a+)+$" }, ["aa", 1], ["b"]],
  ["a pattern that is none is not tried", { pattern: "(" }, ["b"], []],
  ["a pattern is not tried on a long text", { pattern: "^a$" }, ["b".repeat(10_001)], []],
  ["items", { items: { type: "integer" } }, [[], [1, 2], "text"], [["a"]]],
  ["a tuple", { prefixItems: [{ type: "integer" }], items: { type: "string" } }, [[1, "a"], []], [["a"], [1, 2]]],
  ["a closed tuple", { prefixItems: [{}], items: false }, [[1]], [[1, 2]]],
  ["a tuple that is none", { prefixItems: {} }, [[1]], []],
  [
    "contains",
    { contains: { const: 1 }, maxContains: 2 },
    [
      [1, 2],
      [1, 1],
    ],
    [[2], [1, 1, 1]],
  ],
  ["counts of items", { minItems: 1, maxItems: 2 }, [[1]], [[], [1, 2, 3]]],
  [
    "items each once",
    { uniqueItems: true },
    [[1, 2]],
    [
      [1, 1],
      [{ a: 1 }, { a: 1 }],
    ],
  ],
  ["properties", { properties: { a: { type: "integer" } } }, [{ a: 1, b: "x" }, {}, []], [{ a: "x" }]],
  ["properties by pattern", { patternProperties: { "^a": { type: "integer" } } }, [{ ab: 1, b: "x" }], [{ ab: "x" }]],
  [
    "no other property",
    { properties: { a: {} }, patternProperties: { "^b": {} }, additionalProperties: false },
    [{ a: 1, bc: 1 }],
    [{ c: 1 }],
  ],
  ["other properties", { additionalProperties: { type: "integer" } }, [{ a: 1 }], [{ a: "x" }]],
  ["names of properties", { propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{ ab: 1 }]],
  ["required", { required: ["a"] }, [{ a: null }, 1], [{}]],
  ["required is no list", { required: true }, [{}], []],
  ["needed with another", { dependentRequired: { a: ["b"] } }, [{ b: 1 }, { a: 1, b: 1 }], [{ a: 1 }]],
  ["a schema with another", { dependentSchemas: { a: { required: ["b"] } } }, [{}, { a: 1, b: 1 }], [{ a: 1 }]],
  ["counts of properties", { minProperties: 1, maxProperties: 1 }, [{ a: 1 }], [{}, { a: 1, b: 1 }]],
  ["all of", { allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1], [0, 3]],
  ["any of", { anyOf: [{ type: "null" }, { minimum: 1 }] }, [null, 1], [0]],
  ["one of", { oneOf: [{ minimum: 1 }, { maximum: 2 }] }, [0, 3], [1.5]],
  ["one of none", { oneOf: [{ type: "string" }] }, ["a"], [1]],
  ["schemas that are no list", { allOf: {} }, [1], []],
  ["not", { not: { type: "null" } }, [1], [null]],
  ["if", parseExact('{"if":{"type":"string"},"then":{"minLength":2},"else":{"minimum":2}}'), ["ab", 2], ["a", 1]],
  ["if alone", { if: { type: "string" } }, [1, "a"], []],
  ["a pointer", { $ref: "#/$defs/a~1b%25", $defs: { "a/b%": { type: "null" } } }, [null], [1]],
  ["a pointer that is badly written", { $ref: "#/$defs/%", $defs: { "%": { type: "null" } } }, [null], [1]],
  ["a pointer into a list", { $ref: "#/allOf/0", allOf: [{ type: "null" }] }, [null], [1]],
  ["an anchor", { $ref: "#here", $defs: { x: { $anchor: "here", type: "null" } } }, [null], [1]],
  ["an id", { $dynamicRef: "http://x/y", $defs: [{ z: { $id: "http://x/y", type: "null" } }] }, [null], [1]],
  [
    "itself, deeper",
    { properties: { child: { $ref: "#" } }, required: ["n"] },
    [{ n: 1, child: { n: 2 } }],
    [{ n: 1, child: {} }],
  ],
];

describe.each(CASES)("%s", (_what, schema, allowed, refused) => {
  test.each(allowed.map((value) => [JSON.stringify(value).slice(0, 60), value]))("allows %s", (_text, value) => {
    expect(validateValue(schema, value)).toEqual([]);
  });
  test.each(refused.map((value) => [JSON.stringify(value), value]))("refuses %s", (_text, value) => {
    expect(validateValue(schema, value)).not.toEqual([]);
  });
});

test("formats are looked at when they are asked for, and only those that are known", () => {
  const formats = {
    "date-time": "2026-01-01T00:00:00Z",
    date: "2026-01-01",
    email: "a@b",
    uuid: "0198a3c4-6f00-7000-8000-0000000000ab",
    ipv4: "1.2.3.4",
    ipv6: "::1",
    colour: "x",
  };
  for (const [format, good] of Object.entries(formats)) {
    expect(validateValue({ format }, good, { checksFormats: true })).toEqual([]);
    expect(validateValue({ format }, "bad", { checksFormats: true })).toHaveLength(format === "colour" ? 0 : 1);
    expect(validateValue({ format }, "bad")).toEqual([]);
  }
  for (const format of ["date-time", "date"]) {
    expect(
      validateValue({ format }, "2026-13-01T00:00:00Z".slice(0, format === "date" ? 10 : 20), { checksFormats: true }),
    ).toHaveLength(1);
  }
});

test("what is required may be missing when parts come later", () => {
  const schema = { required: ["a"], properties: { b: { required: ["c"] } } };
  expect(validateValue(schema, { b: {} }, { ignoresRequired: true })).toEqual([]);
});

test("numbers carried as they were written are numbers", () => {
  expect(validateValue({ properties: { n: { type: "integer", enum: [5] } } }, parseExact('{"n":5.0}'))).toEqual([]);
});

test.each([
  ["itself", { $ref: "#" }, true],
  ["one another", { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } }, true],
  ["more than anybody can follow", wide(20), true],
  ["nothing that is there", { $ref: "#/nowhere" }, false],
  ["another place", { $ref: "http://example.com/schema" }, false],
])("a schema that refers to %s ends", (_what, schema, isCircular) => {
  expect(() => validateValue(schema, 1)).toThrow(expect.objectContaining({ isCircular }));
});

/** Twice as much to look at for each level. */
function wide(levels: number) {
  const defs = Object.fromEntries(
    Array.from({ length: levels }, (_, n) => {
      const next = { $ref: `#/$defs/${n + 1}` };
      return [String(n), { allOf: [next, next] }];
    }),
  );
  return { $ref: "#/$defs/0", $defs: { ...defs, [String(levels)]: {} } };
}

describe("problems", () => {
  const schema = {
    type: "object",
    properties: { a: { type: "integer" }, l: { items: { properties: { k: { type: "string" } }, required: ["k"] } } },
    required: ["a"],
  };

  test("are told in one sentence, the nearest to the root first", () => {
    expect(describeProblems([])).toBeNull();
    expect(describeProblems(validateValue(schema, {}))).toBe(
      "Validation failed. Failure reason: 'a' is a required property",
    );
    expect(describeProblems(validateValue(schema, { a: 1, l: [{ k: 1 }] }))).toBe(
      "Validation failed for field 'l[0].k'. Failure reason: 1 is not of type 'string'",
    );
    expect(describeProblems(validateValue(schema, { l: [{}] }))).toBe(
      "Validation failed. Failure reason: 'a' is a required property",
    );
    const long = describeProblems(validateValue({ type: "null" }, "x".repeat(300)));
    expect(long).toMatch(/x… is not of type 'null'$/);
  });

  test("stand where a form has its fields", () => {
    expect(problemTree(validateValue(schema, { l: [{}, { k: 1 }, { k: 2 }] }))).toEqual([
      {
        property: "l",
        errors: [
          { index: 0, errors: [{ property: "k", errors: ["'k' is a required property"] }] },
          { index: 1, errors: [{ property: "k", errors: ["1 is not of type 'string'"] }] },
          { index: 2, errors: [{ property: "k", errors: ["2 is not of type 'string'"] }] },
        ],
      },
      { property: "a", errors: ["'a' is a required property"] },
    ]);
    expect(problemTree(validateValue({ type: "null" }, 1))).toEqual(["1 is not of type 'null'"]);
    expect(
      problemTree([
        { path: ["a"], keyword: "type", message: "m" },
        { path: ["a"], keyword: "enum", message: "n" },
      ]),
    ).toEqual([{ property: "a", errors: ["m", "n"] }]);
    const mixed = problemTree([
      { path: [], keyword: "type", message: "m" },
      { path: [0], keyword: "type", message: "n" },
    ]);
    expect(mixed).toEqual(["m", { index: 0, errors: ["n"] }]);
  });

  test("of a placeholder hide the rest, and one that waits has none", () => {
    expect(validateValue(schema, { a: new Placeholder(null) })).toEqual([]);
    const problems = [
      ...validateValue(schema, { a: new Placeholder("bad") }),
      { path: ["a"], keyword: "x", message: "y" },
    ];
    expect(problemTree(problems)).toEqual([{ property: "a", errors: ["bad"] }]);
  });
});
