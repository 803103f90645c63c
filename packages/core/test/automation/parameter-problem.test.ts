import { expect, test } from "vitest";
import { automationAction } from "../../src/wire/automation-action.ts";
import { parameterProblem } from "../../src/automation/parameter-problem.ts";

const jinja = (template: string) => ({ __prefect_kind: "jinja", template });

test.each([
  { a: 1, b: [null, { c: "text" }] },
  { a: "{{ event.id }}", b: "{{ event.id }} of {{ flow.name }}" },
  { a: jinja("{{ event.id }}"), b: { __prefect_kind: "json", value: jinja("{{ event.payload | tojson }}") } },
  { a: { __prefect_kind: "workspace_variable", variable_name: "not-there-yet" } },
  { a: { __prefect_kind: "json", value: { __prefect_kind: "workspace_variable", variable_name: "v" } } },
  { a: { __prefect_kind: "unheard-of" } },
])("%j can be made when it is time", (parameters) => {
  expect(parameterProblem(parameters)).toBeNull();
});

test.each([
  { a: "{{ event.id" },
  { a: [{ b: "{% if %}" }] },
  { a: jinja("{{") },
  { a: { __prefect_kind: "jinja" } },
  { a: { __prefect_kind: "json", value: "[1" } },
  { a: { __prefect_kind: "json", value: jinja("{{ a") } },
])("%j can never be made", (parameters) => {
  expect(parameterProblem(parameters)).toEqual(expect.any(String));
});

test("an action is refused with what is wrong", () => {
  const parse = (parameters: object) =>
    automationAction.safeParse({ type: "run-deployment", source: "inferred", parameters }).error?.issues;
  expect(parse({ a: "{{ event.id }}" })).toBeUndefined();
  expect(parse({ a: jinja("{{") })).toMatchObject([{ path: ["parameters"], message: expect.any(String) }]);
});
