import { triggerInput } from "@tutti/core/wire/trigger";
import { expect, test } from "vitest";
import {
  compoundTrigger,
  deploymentTrigger,
  eventTrigger,
  metricTrigger,
  sequenceTrigger,
} from "../../src/events/triggers.ts";

const failed = eventTrigger({ expect: "prefect.flow-run.Failed" });

test("an event trigger says all that it can", () => {
  const trigger = eventTrigger({
    expect: ["a", "b.*"],
    match: { "prefect.resource.id": "order.*" },
    matchRelated: [{ "prefect.resource.role": "flow" }],
    after: "c",
    forEach: ["prefect.resource.id"],
    posture: "Proactive",
    threshold: 2,
    withinSeconds: 60,
  });
  expect(triggerInput.parse(trigger)).toEqual({
    type: "event",
    expect: ["a", "b.*"],
    match: { "prefect.resource.id": "order.*" },
    match_related: [{ "prefect.resource.role": "flow" }],
    after: ["c"],
    for_each: ["prefect.resource.id"],
    posture: "Proactive",
    threshold: 2,
    within: 60,
  });
});

test.each([
  ["a compound one needs all, unless it says how many", compoundTrigger({ triggers: [failed] }), { require: "all" }],
  ["a compound one", compoundTrigger({ triggers: [failed, failed], require: 1, withinSeconds: 5 }), { within: 5 }],
  ["a sequence", sequenceTrigger({ triggers: [failed, failed] }), { type: "sequence", within: null }],
])("%s", (_what, trigger, expected) => {
  expect(triggerInput.parse(trigger)).toMatchObject(expected);
});

test("a metric trigger has Prefect Cloud's form", () => {
  expect(metricTrigger({ metric: "lateness", operator: ">", threshold: 60 })).toEqual({
    type: "metric",
    posture: "Metric",
    match: {},
    match_related: {},
    metric: { name: "lateness", operator: ">", threshold: 60, range: 300, firing_for: 300 },
  });
});

test("a deployment's trigger says what its automation is called and gives to the runs", () => {
  const trigger = deploymentTrigger(failed, {
    name: "again",
    enabled: false,
    parameters: { since: new Date(0) },
    jobVariables: { env: {} },
    scheduleAfterSeconds: 30,
  });
  expect(trigger).toEqual({
    ...failed,
    name: "again",
    enabled: false,
    parameters: { since: "1970-01-01T00:00:00.000Z" },
    job_variables: { env: {} },
    schedule_after: 30,
  });
  expect(deploymentTrigger(failed)).toEqual(failed);
});
