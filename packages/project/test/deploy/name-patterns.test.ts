import { expect, test } from "vitest";
import { entriesNamed } from "../../src/deploy/name-patterns.ts";
import type { DeploymentEntry } from "../../src/files/deployment-entry.ts";

function entry(name: string, entrypoint: string): DeploymentEntry {
  const place = { file: "tutti.yaml", line: 1, column: 1 };
  return { place, index: 0, values: { name, entrypoint }, steps: { build: [], push: [], pull: null } };
}

const entries = [
  entry("taxi-1", "taxi.ts:mainFlow"),
  entry("taxi-2", "taxi.py:main_flow"),
  entry("etl", "etl.ts:load"),
];

test.each([
  ["taxi-1", ["taxi-1"]],
  ["taxi-*", ["taxi-1", "taxi-2"]],
  ["*", ["taxi-1", "taxi-2", "etl"]],
  ["main-flow/*", ["taxi-1", "taxi-2"]],
  ["main_flow/taxi-2", ["taxi-2"]],
  ["mainFlow/taxi-1", ["taxi-1"]],
  ["lo*/e*", ["etl"]],
])("%s means %j", (pattern, names) => {
  expect(entriesNamed(entries, pattern).map(({ values }) => values.name)).toEqual(names);
});

test.each([
  ["taxi1", "no deployment is called taxi1. Did you mean taxi-1? There are taxi-1, taxi-2, etl."],
  ["load/taxi-1", "no deployment is called load/taxi-1."],
  ["taxi.1", "no deployment is called taxi.1."],
])("%s means none", (pattern, problem) => {
  expect(() => entriesNamed(entries, pattern)).toThrow(problem);
});

test("a project without deployments says so", () => {
  expect(() => entriesNamed([], "x")).toThrow("no deployment is called x. The project's files describe none.");
});
