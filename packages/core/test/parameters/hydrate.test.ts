import { describe, expect, test } from "vitest";
import { parseExact } from "../../src/exact-json.ts";
import { hydrate, hydrationError, type HydrationContext } from "../../src/parameters/hydrate.ts";
import { Placeholder } from "../../src/json-schema/placeholder.ts";

const context: HydrationContext = {
  variable: (name) =>
    new Map<string, unknown>([
      ["known", { deep: [1] }],
      ["empty", null],
    ]).get(name),
  checkTemplate: (text) => (text.includes("{{ ") ? "it does not end" : null),
  renderTemplate: (text) => `rendered ${text}`,
};

describe("a value that stands for another", () => {
  test.each([
    ["itself", { a: [1, { b: null }] }, { a: [1, { b: null }] }],
    ["a plain value", { __prefect_kind: "none", value: 1 }, 1],
    ["one within", { __prefect_kind: "none", value: [{ __prefect_kind: "json", value: "2" }] }, [2]],
    ["JSON", { __prefect_kind: "json", value: '{"a":[1]}' }, { a: [1] }],
    ["JSON that is parsed already", { __prefect_kind: "json", value: 3 }, 3],
    ["JSON of JSON", { __prefect_kind: "json", value: { __prefect_kind: "none", value: "[4]" } }, [4]],
    ["a variable", { __prefect_kind: "workspace_variable", variable_name: "known" }, { deep: [1] }],
    ["a variable that is null", { __prefect_kind: "workspace_variable", variable_name: "empty" }, null],
    [
      "a variable by a value",
      { __prefect_kind: "workspace_variable", variable_name: { __prefect_kind: "none", value: "known" } },
      { deep: [1] },
    ],
    ["a template", { __prefect_kind: "jinja", template: "t" }, "rendered t"],
    ["a kind nobody knows", { __prefect_kind: "x", value: 5 }, 5],
    ["a kind nobody knows, empty", { __prefect_kind: "x" }, null],
  ])("is %s", (_what, given, value) => {
    expect(hydrate({ x: given }, context)).toEqual({ x: value });
  });

  test.each([
    ["Missing 'value' key in __prefect object", { __prefect_kind: "none" }],
    ["Missing 'template' key in __prefect object", { __prefect_kind: "jinja" }],
    ["Invalid jinja: it does not end", { __prefect_kind: "jinja", template: "{{ x" }],
    ["Variable 'unknown' not found in workspace.", { __prefect_kind: "workspace_variable", variable_name: "unknown" }],
    ["Missing 'value' key in __prefect object", { __prefect_kind: "json", value: { __prefect_kind: "none" } }],
    ["Missing 'value' key in __prefect object", { __prefect_kind: "jinja", template: { __prefect_kind: "none" } }],
    [
      "Missing 'value' key in __prefect object",
      { __prefect_kind: "workspace_variable", variable_name: { __prefect_kind: "none" } },
    ],
  ])("may be wrong: %s", (error, given) => {
    expect(hydrationError(hydrate({ a: [{ b: given }] }, context))).toBe(error);
  });

  test("keeps the digits of its numbers", () => {
    const given = { a: { __prefect_kind: "json", value: "5.0" }, b: parseExact("1.0") };
    expect(JSON.stringify(hydrate(given, context))).toBe('{"a":5.0,"b":1.0}');
  });

  test("may be JSON that is none", () => {
    expect(hydrationError(hydrate({ __prefect_kind: "json", value: "{" }, context))).toMatch(/^Invalid JSON: /);
  });

  test("goes when nothing is given for it", () => {
    const nothing = { __prefect_kind: "json" };
    expect(hydrate({ a: nothing, b: [1, nothing, 2], c: 3 }, context)).toEqual({ b: [1, 2], c: 3 });
    expect(hydrate({ __prefect_kind: "workspace_variable" }, context)).toEqual({});
  });

  test("waits when templates are not rendered", () => {
    const waiting = hydrate({ a: { __prefect_kind: "jinja", template: "t" } }, { ...context, renderTemplate: null });
    expect(waiting).toEqual({ a: new Placeholder(null) });
    expect(hydrationError(waiting)).toBeNull();
  });
});
