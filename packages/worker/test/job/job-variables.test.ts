import { expect, test } from "vitest";
import { jobVariables, nested } from "../../src/job/job-variables.ts";

test.each([
  [{ a: 1, b: 2 }, { b: 3 }, { a: 1, b: 3 }],
  [{ env: { A: "1", B: "2" } }, { env: { B: "3" } }, { env: { A: "1", B: "3" } }],
  [{}, { env: { B: "3" } }, { env: { B: "3" } }],
  [{ env: { A: "1" } }, {}, { env: { A: "1" } }],
])("of a deployment's %o and a run's %o", (deployment, run, merged) => {
  expect(jobVariables(deployment, run)).toEqual(merged);
});

test.each([
  [{ a: 1 }, { a: 1 }],
  [{ "env.A": "1", "env.B": "2" }, { env: { A: "1", B: "2" } }],
  [{ "env.A": "1", env: { A: "2", B: "3" } }, { env: { A: "2", B: "3" } }],
  [{ "a.b.c": 1 }, { a: { b: { c: 1 } } }],
  [{ "a.b": 1, a: "text" }, { a: "text" }],
])("%o is nested", (variables, expected) => {
  expect(nested(variables)).toEqual(expected);
});
