import { expect, test } from "vitest";
import { eventInput } from "../../src/wire/event.ts";

const event = {
  id: "0198a3c4-6f00-7000-8000-0000000000ab",
  occurred: "2026-08-01T12:00:00Z",
  event: "prefect.task-run.Running",
  resource: { "prefect.resource.id": "prefect.task-run.1" },
};
const manyLabels = Object.fromEntries(Array.from({ length: 499 }, (_, index) => [`label-${index}`, "x"]));
const related = { "prefect.resource.id": "prefect.flow-run.1", "prefect.resource.role": "flow-run" };

test("what an event does not say has its default", () => {
  expect(eventInput.parse(event)).toMatchObject({ related: [], payload: {}, event: event.event });
});

test.each([
  ["an epoch of a lease", { tutti: { epoch: 3 } }, true],
  ["a related resource", { related: [related] }, true],
  ["as many labels as there may be", { resource: { ...manyLabels, ...event.resource } }, true],
  ["a resource without an id", { resource: { name: "x" } }, false],
  ["a resource with an empty id", { resource: { "prefect.resource.id": "" } }, false],
  ["a related resource without a role", { related: [event.resource] }, false],
  ["too many labels", { resource: { ...event.resource, ...manyLabels, more: "x" } }, false],
  ["too many related resources", { related: Array.from({ length: 101 }, () => related) }, false],
  ["no name", { event: "" }, false],
  ["a name that is too long", { event: "x".repeat(1025) }, false],
  ["no time", { occurred: "soon" }, false],
])("an event with %s", (_which, change, isGood) => {
  expect(eventInput.safeParse({ ...event, ...change }).success).toBe(isGood);
});
