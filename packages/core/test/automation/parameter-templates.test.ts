import { expect, test } from "vitest";
import { describeTemplates, templatesWithin } from "../../src/automation/parameter-templates.ts";
import { hydrate } from "../../src/parameters/hydrate.ts";
import { renderTemplate } from "../../src/template/render-template.ts";

const context = { n: 5, list: [1, "x"] };
const sources = {
  variable: () => undefined,
  checkTemplate: () => null,
  renderTemplate: (template: string) => renderTemplate(template, { context }),
};

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
  expect(hydrate(Object(describeTemplates(given)), sources)).toEqual({
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
