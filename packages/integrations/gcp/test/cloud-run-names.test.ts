import { expect, test } from "vitest";
import { googleLabels, jobNamePrefix } from "../src/cloud-run-names.ts";

test.each([
  [null, "prefect-job"],
  ["Tarte Zürich!", "tarte-zurich"],
  ["7 days", "days"],
  ["---", "prefect-job"],
  ["a".repeat(54) + " b", "a".repeat(54)],
])("a job for the run %j is named %s", (name, prefix) => {
  expect(jobNamePrefix(name)).toBe(prefix);
});

test("labels are as Google takes them, and those of the template stay", () => {
  const ours = { "prefect.io/Run": "A b.c", "9-lives": "x", "...": "dropped", team: "ours" };
  expect(googleLabels({ team: "theirs" }, ours)).toEqual({ "prefect-io-run": "a-b-c", lives: "x", team: "theirs" });
});

test("there are no more than Google takes", () => {
  const many = Object.fromEntries(Array.from({ length: 70 }, (_none, at) => [`l${at}`, "x"]));
  const labels = googleLabels({ own: "y" }, many);
  expect(Object.keys(labels)).toHaveLength(64);
  expect(labels).toMatchObject({ own: "y", l0: "x" });
});
