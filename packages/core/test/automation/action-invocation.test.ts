import { expect, test } from "vitest";
import { flowRunOf, inferredId } from "../../src/automation/action-invocation.ts";
import { automationAction } from "../../src/wire/automation-action.ts";
import { anyTrigger, eventAt, T0 } from "../support/trigger-events.ts";

const [RUN, OTHER] = ["0198a3c4-6f00-7000-8000-0000000000ab", "0198a3c4-6f00-7000-8000-0000000000ac"];
const event = eventAt(0, "prefect.flow-run.Failed", {
  resource: { "prefect.resource.id": `prefect.flow-run.${RUN}` },
  related: [{ "prefect.resource.id": `prefect.deployment.${OTHER}`, "prefect.resource.role": "deployment" }],
});
const trigger = anyTrigger({ posture: "Reactive" });
const firing = { id: "f", trigger, triggered: T0, labels: {}, firings: [], event };
const invocation = {
  id: "i",
  automation: {
    id: RUN,
    created: null,
    updated: null,
    name: "a",
    description: "",
    enabled: true,
    tags: [],
    trigger,
    actions: [],
    actions_on_trigger: [],
    actions_on_resolve: [],
  },
  firing,
  action: automationAction.parse({ type: "cancel-flow-run" }),
  index: 0,
  triggered: T0,
  event,
  firingEventId: "e",
};

test("an object is found in the event, if there is one", () => {
  expect(inferredId(event, "deployment")).toBe(OTHER);
  expect([inferredId(event, "work-pool"), inferredId(null, "deployment")]).toEqual([null, null]);
});

test("the run that the trigger keeps apart goes before the event's", () => {
  expect(flowRunOf(invocation)).toBe(RUN);
  const labels = { "prefect.resource.id": `prefect.flow-run.${OTHER}` };
  expect(flowRunOf({ ...invocation, firing: { ...firing, labels } })).toBe(OTHER);
});
