import { expect, test } from "vitest";
import {
  type EventTriggerForm,
  type StateTrigger,
  type TriggerForm,
  triggerGap,
  triggerOf,
} from "../../src/automation/trigger-form.ts";
import { triggerInput } from "../../src/wire/trigger.ts";

const STATE: StateTrigger = {
  kind: "state",
  watched: "flow-run",
  states: ["Failed", "Crashed"],
  only: "",
  staysSeconds: 0,
};
const EVENT: EventTriggerForm = {
  kind: "event",
  expect: [],
  after: [],
  resources: [],
  isAbsence: false,
  threshold: 1,
  withinSeconds: 0,
  isEach: true,
};
const each = { type: "event", match_related: {}, after: [], for_each: ["prefect.resource.id"], threshold: 1 };

test.each<[string, TriggerForm, object]>([
  [
    "a run of a flow that fails",
    { ...STATE, only: "f" },
    {
      ...each,
      posture: "Reactive",
      match: { "prefect.resource.id": "prefect.flow-run.*" },
      match_related: { "prefect.resource.role": "flow", "prefect.resource.id": ["prefect.flow.f"] },
      expect: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"],
      within: 0,
    },
  ],
  [
    "a pool that stays not ready",
    { ...STATE, watched: "work-pool", states: ["not-ready"], only: "p", staysSeconds: 600 },
    {
      ...each,
      posture: "Proactive",
      match: { "prefect.resource.id": "prefect.work-pool.p" },
      after: ["prefect.work-pool.not-ready"],
      expect: ["prefect.work-pool.*"],
      within: 600,
    },
  ],
  [
    "an event that does not come",
    { ...EVENT, expect: ["beat"], resources: ["app.*"], isAbsence: true, withinSeconds: 60, isEach: false },
    {
      ...each,
      posture: "Proactive",
      match: { "prefect.resource.id": ["app.*"] },
      expect: ["beat"],
      for_each: [],
      within: 60,
    },
  ],
])("%s is a trigger that the server takes", (_words, form, trigger) => {
  expect(triggerOf(form)).toStrictEqual(trigger);
  expect(triggerInput.safeParse(trigger).success).toBe(true);
});

test.each<[TriggerForm, string | null]>([
  [STATE, null],
  [{ ...STATE, states: [] }, "Choose a state."],
  [{ ...STATE, staysSeconds: 5 }, "What stays so, does for ten seconds at least."],
  [EVENT, "Name an event, or a resource."],
  [{ ...EVENT, isAbsence: true }, "Say within which time; ten seconds at least."],
  [{ ...EVENT, resources: ["app.*"] }, null],
])("%#: what a form lacks is told", (form, gap) => {
  expect(triggerGap(form)).toBe(gap);
});
