import { type TriggerForm, triggerOf } from "@tutti/core/automation/trigger-form";
import { triggerInput } from "@tutti/core/wire/trigger";
import { expect, test } from "vitest";
import { filterOfTrigger } from "../../../src/features/automations/trigger-filter.ts";
import { FIRST_EVENT_TRIGGER, FIRST_TRIGGER, formOf } from "../../../src/features/automations/trigger-form.ts";

const FORMS: TriggerForm[] = [
  FIRST_TRIGGER,
  { ...FIRST_TRIGGER, only: "f", staysSeconds: 60 },
  { ...FIRST_TRIGGER, watched: "work-pool", states: ["not-ready"], only: "p" },
  { ...FIRST_TRIGGER, watched: "deployment", states: ["ready"], staysSeconds: 600 },
  { ...FIRST_EVENT_TRIGGER, expect: ["app.done"] },
  {
    ...FIRST_EVENT_TRIGGER,
    expect: ["app.done"],
    after: ["app.begun"],
    resources: ["app.*", "other.1"],
    isAbsence: true,
    threshold: 2,
    withinSeconds: 30,
    isEach: false,
  },
];

test.each(FORMS)("%#: a form comes back from its trigger, also as the server keeps it", (form) => {
  const trigger = triggerOf(form);
  expect(formOf(trigger)).toStrictEqual(form);
  expect(formOf({ id: "t", ...triggerInput.parse(trigger) })).toStrictEqual(form);
});

test.each([
  ["several in one", { type: "compound", triggers: [], require: "all", within: 60 }],
  ["labels", { ...triggerOf(FIRST_TRIGGER), match: { env: "prod" } }],
  ["what is related to something else", { ...triggerOf(FIRST_EVENT_TRIGGER), match_related: { env: "prod" } }],
  ["no trigger", "text"],
  ["nothing", undefined],
])("no form shows %s", (_words, trigger) => {
  expect(formOf(trigger)).toBeNull();
});

test.each([
  [
    triggerOf({ ...FIRST_TRIGGER, only: "f" }),
    {
      event: { name: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"] },
      resource: { labels: { "prefect.resource.id": "prefect.flow-run.*" } },
      related: [{ labels: { "prefect.resource.role": "flow", "prefect.resource.id": ["prefect.flow.f"] } }],
    },
  ],
  [
    triggerOf({ ...FIRST_TRIGGER, staysSeconds: 60 }),
    {
      event: { name: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"] },
      resource: { labels: { "prefect.resource.id": "prefect.flow-run.*" } },
    },
  ],
  [triggerOf({ ...FIRST_EVENT_TRIGGER, expect: ["app.*", "b"] }), { event: { prefix: ["app.", "b"] } }],
  [triggerOf(FIRST_EVENT_TRIGGER), null],
  [{ type: "sequence", triggers: [] }, null],
  [undefined, null],
])("%#: the events that a trigger looks at are found", (trigger, filter) => {
  expect(filterOfTrigger(trigger)).toStrictEqual(filter);
});
