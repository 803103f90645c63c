import { expect, test } from "vitest";
import { parseExact } from "../../src/exact-json.ts";
import { describeTemplates, hydrate, templatesWithin } from "../../src/template/hydrate.ts";
import { renderTemplate } from "../../src/template/render-template.ts";

const context = { n: 5, list: [1, "x"], name: "it's" };
const sources = {
  render: (template: string) => renderTemplate(template, { context }),
  variable: (name: string) => `variable ${name}`,
};

test.each([
  [5, 5],
  [[{ a: 1 }], [{ a: 1 }]],
  [{ __prefect_kind: "none", value: { a: { __prefect_kind: "json", value: "[1]" } } }, { a: [1] }],
  [{ __prefect_kind: "json", value: '{"a": null}' }, { a: null }],
  [{ __prefect_kind: "json", value: 7 }, 7],
  [{ __prefect_kind: "json", value: { __prefect_kind: "jinja", template: "{{ list | tojson }}" } }, [1, "x"]],
  [{ __prefect_kind: "jinja", template: "n is {{ n }}" }, "n is 5"],
  [{ __prefect_kind: "workspace_variable", variable_name: "v" }, "variable v"],
  [
    {
      a: { __prefect_kind: "json" },
      b: { __prefect_kind: "workspace_variable" },
      c: { __prefect_kind: "none" },
      d: { __prefect_kind: "jinja" },
      e: 1,
    },
    { e: 1 },
  ],
  [[{ __prefect_kind: "json" }, 1], [1]],
  [{ __prefect_kind: "json" }, null],
])("%j becomes %j", (given, made) => {
  expect(hydrate(given, sources)).toEqual(made);
});

test("numbers keep their digits", () => {
  expect(JSON.stringify(hydrate({ a: { __prefect_kind: "json", value: "5.0" }, b: parseExact("1.0") }, sources))).toBe(
    '{"a":5.0,"b":1.0}',
  );
});

test.each([
  [{ __prefect_kind: "song" }, "there is no __prefect_kind song"],
  [{ __prefect_kind: "json", value: "{" }, "a value of the kind json is no JSON"],
])("%j cannot be made", (given, message) => {
  expect(() => hydrate(given, sources)).toThrow(message);
});

test("texts that are templates are filled in, and an expression alone keeps its type", () => {
  const given = {
    a: "{{ n }}",
    b: "n: {{ n }}",
    c: ["{{- list -}}", "plain"],
    d: { __prefect_kind: "none", value: "{{ n }}" },
    e: "{{ n }}{{ n }}",
    f: "{% if n %}y{% endif %}",
    g: "{{ n if n else 0 }}",
  };
  expect(hydrate(describeTemplates(given), sources)).toEqual({
    a: 5,
    b: "n: 5",
    c: [[1, "x"], "plain"],
    d: "{{ n }}",
    e: "55",
    f: "y",
    g: 5,
  });
});

test("the templates and variables within are found", () => {
  const value = {
    a: { __prefect_kind: "jinja", template: "{{ a }}" },
    b: [{ __prefect_kind: "workspace_variable", variable_name: "v" }],
  };
  expect(templatesWithin(value)).toEqual({ templates: ["{{ a }}"], variables: ["v"] });
});
