import { describe, expect, test } from "vitest";
import { automation, automationCreate, automationPartialUpdate, automationUpdate } from "../../src/wire/automation.ts";
import { automationAction } from "../../src/wire/automation-action.ts";
import { trigger, triggerInput } from "../../src/wire/trigger.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";
const event = { type: "event", posture: "Reactive" };

describe("triggers", () => {
  test("are known by what they have, and get their defaults", () => {
    const whole = {
      type: "event",
      match: {},
      match_related: {},
      after: [],
      expect: ["a"],
      for_each: [],
      posture: "Proactive",
      threshold: 1,
      within: 10,
    };
    expect(triggerInput.parse({ posture: "Proactive", expect: ["a", "a"], id: ID })).toEqual(whole);
    expect(triggerInput.parse({ triggers: [whole], within: "PT1M" })).toEqual({
      type: "sequence",
      triggers: [whole],
      within: 60,
    });
    expect(triggerInput.parse({ triggers: [], within: null, require: "any" })).toMatchObject({ type: "compound" });
    expect(trigger.parse({ type: "sequence", id: ID, within: null, triggers: [{ ...whole, id: ID }] })).toMatchObject({
      triggers: [{ id: ID }],
    });
  });

  test.each([
    [null],
    [{ type: "metric" }],
    [{ type: "event" }],
    [{ ...event, posture: "Proactive", within: 9.9 }],
    [{ type: "compound", triggers: [event], within: null, require: 2 }],
    [{ type: "compound", triggers: [event], within: null, require: 0 }],
  ])("%j is none", (value) => {
    expect(triggerInput.safeParse(value).success).toBe(false);
  });
});

describe("actions", () => {
  test.each(["deployment", "work-queue", "work-pool", "automation"])("on a %s name it or infer it", (noun) => {
    const key = `${noun.replace("-", "_")}_id`;
    for (const type of [`pause-${noun}`, `resume-${noun}`]) {
      expect(automationAction.parse({ type, [key]: ID })).toEqual({ type, source: "selected", [key]: ID });
      expect(automationAction.parse({ type, source: "inferred" })).toEqual({ type, source: "inferred", [key]: null });
      expect(automationAction.safeParse({ type }).success).toBe(false);
      expect(automationAction.safeParse({ type, source: "inferred", [key]: ID }).success).toBe(false);
    }
  });

  test("texts are templates, and a payload is a text", () => {
    const call = { type: "call-webhook", block_document_id: ID };
    const payloads = ["{{ a }}", { a: 1 }, 5, undefined].map((payload) => automationAction.parse({ ...call, payload }));
    expect(payloads.map((action) => Reflect.get(action, "payload"))).toEqual(["{{ a }}", '{\n  "a": 1\n}', "5", ""]);
    expect(automationAction.safeParse({ ...call, payload: "{{" }).error?.issues[0]?.message).toBe(
      "not a valid template: the template ends within braces (line 1)",
    );
    expect(automationAction.safeParse({ ...call, payload: null }).success).toBe(false);
  });
});

test("an automation has a name, a trigger and actions; one that starts itself is refused unless it is off", () => {
  const whole = { name: "a", trigger: event, actions: [] };
  expect(automationCreate.safeParse({ ...whole, owner_resource: "prefect.deployment.x" }).success).toBe(true);
  expect(automationUpdate.safeParse({ ...whole, owner_resource: "x" }).success).toBe(false);
  expect(automationPartialUpdate.safeParse({ enabled: true }).success).toBe(true);
  const endless = {
    ...whole,
    trigger: { ...event, expect: ["prefect.flow-run.*"] },
    actions: [{ type: "run-deployment", source: "inferred" }],
  };
  expect([endless, { ...endless, enabled: false }].map((body) => automationCreate.safeParse(body).success)).toEqual([
    false,
    true,
  ]);
  expect(automation.safeParse(whole).success).toBe(false);
});
