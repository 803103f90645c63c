import { expect, test } from "vitest";
import { templateProblem } from "../src/base-job-template.ts";

const variables = { properties: { image: { type: "string" }, "env.deep": {} } };
const incomplete = expect.stringContaining("must contain both");

test.each([
  ["nothing", {}, null],
  [
    "declared variables",
    { job_configuration: { a: "{{ image }}:{{env.deep}}", b: [{ c: "{{image}}" }] }, variables },
    null,
  ],
  ["no variables at all", { job_configuration: { a: 5, b: "{ image }" }, variables }, null],
  ["other keys", { job_configuration: { a: null }, variables, extra: "{{ other }}" }, null],
  ["a configuration alone", { job_configuration: { a: 1 } }, incomplete],
  ["variables alone", { variables }, incomplete],
  ["an empty configuration", { job_configuration: {}, variables }, incomplete],
  ["empty variables", { job_configuration: { a: 1 }, variables: {} }, incomplete],
  ["a configuration that is no object", { job_configuration: "x", variables }, incomplete],
  [
    "undeclared variables, each named once",
    { job_configuration: { a: "{{ one }} {{ $TWO }} {{one}}" }, variables },
    expect.stringMatching(/undeclared variable\(s\): one ,\$TWO\.$/),
  ],
  [
    "a schema without properties",
    { job_configuration: { a: "{{ x }}" }, variables: { type: "object" } },
    expect.any(String),
  ],
  ["a name that every object has", { job_configuration: { a: "{{ toString }}" }, variables }, expect.any(String)],
])("a template with %s", (_what, template, problem) => {
  expect(templateProblem(template)).toEqual(problem);
});
