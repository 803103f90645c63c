import { expect, test } from "vitest";
import { labelKey, labelValue, namePrefix } from "@tutti/kubernetes/label-text";

const LONG = "x".repeat(100);

test.each([
  ["prefect.io/flow-run-id", "prefect.io/flow-run-id"],
  ["my team", "my-team"],
  ["_a_", "a"],
  ["zoo.example/the zoo/of mine", "zoo.example/the-zoo-of-mine"],
  [`zoo/${LONG}`, `zoo/${LONG.slice(0, 63)}`],
])("the label %s is %s", (key, allowed) => {
  expect(labelKey(key)).toBe(allowed);
});

test.each([
  ["the zoo!", "the-zoo"],
  ["Größe_1.2-", "Gro-e_1.2"],
  ["…", ""],
  [`${"x".repeat(62)}-y`, "x".repeat(62)],
])("the value %s is %s", (value, allowed) => {
  expect(labelValue(value)).toBe(allowed);
});

test.each([
  ["Shiny Llama", "shiny-llama"],
  [LONG, LONG.slice(0, 45)],
  ["", "prefect-job"],
  [null, "prefect-job"],
])("the name %s begins %s", (name, prefix) => {
  expect(namePrefix(name)).toBe(prefix);
});
