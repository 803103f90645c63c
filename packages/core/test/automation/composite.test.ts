import { expect, test } from "vitest";
import { collectFiring, parentOf } from "../../src/automation/composite.ts";
import { allEvents, allFirings, type Firing } from "../../src/automation/firing.ts";
import type { TriggerEvent } from "../../src/automation/trigger-event.ts";
import { addSeconds } from "../../src/instant.ts";
import type { CompositeTrigger, Trigger } from "../../src/wire/trigger.ts";
import { anyTrigger, eventAt, T0 } from "../support/trigger-events.ts";

const event = { type: "event", posture: "Reactive" };

function composite(input: object): CompositeTrigger {
  const trigger = anyTrigger(input);
  if (trigger.type === "event") throw new Error("no composite trigger");
  return trigger;
}

function firingOf(trigger: Trigger, seconds: number): Firing<TriggerEvent> {
  return {
    id: `${trigger.id}@${seconds}`,
    trigger,
    triggered: addSeconds(T0, seconds),
    labels: {},
    firings: [],
    event: eventAt(seconds, "a"),
  };
}

/** When the composite fires, of firings of its children as `child@seconds`. */
function firesAt(trigger: CompositeTrigger, story: string): number[] {
  let kept: readonly Firing<TriggerEvent>[] = [];
  const fired: number[] = [];
  for (const step of story.split(" ")) {
    const [child = 0, seconds = 0] = step.split("@").map(Number);
    const of = trigger.triggers[child];
    if (of === undefined) throw new Error("no such child");
    const collection = collectFiring(trigger, kept, firingOf(of, seconds));
    ({ kept } = collection);
    if (collection.fires !== null) fired.push(seconds);
  }
  return fired;
}

const two = { triggers: [event, event], within: 10 };
const three = { triggers: [event, event, event], within: null };

test.each([
  ["any", { type: "compound", require: "any", ...two }, "0@0 1@1 0@2", [0, 1, 2]],
  ["all", { type: "compound", require: "all", ...two }, "0@0 1@1 1@2 0@3", [1, 3]],
  ["all within its time", { type: "compound", require: "all", ...two }, "0@0 1@11 0@20 1@30", [20, 30].slice(0, 1)],
  ["the same child twice is one", { type: "compound", require: "all", ...two }, "0@0 0@1", []],
  ["some", { type: "compound", require: 2, ...three }, "0@0 2@1000 1@1001 2@1002", [1000, 1002]],
  ["in order", { type: "sequence", ...two }, "0@0 1@1", [1]],
  ["out of order", { type: "sequence", ...two }, "1@0 0@1", []],
  ["in order in the end", { type: "sequence", ...two }, "1@0 0@1 1@2", [2]],
  ["in order, at the same time", { type: "sequence", ...three }, "0@0 1@0 2@0", [0]],
  ["of one", { type: "sequence", triggers: [event], within: 1 }, "0@0 0@1", [0, 1]],
])("a composite trigger fires for %s", (_what, input, story, fired) => {
  expect(firesAt(composite(input), story)).toEqual(fired);
});

test("a trigger knows what it stands in", () => {
  const root = composite({
    type: "compound",
    require: "any",
    within: null,
    triggers: [event, { type: "sequence", ...two }],
  });
  const [first, sequence] = root.triggers;
  if (sequence === undefined || sequence.type === "event" || first === undefined) throw new Error("no sequence");
  expect(parentOf(root, first.id)).toBe(root);
  expect(parentOf(root, sequence.triggers[1]?.id ?? "")).toBe(sequence);
  expect([root.id, "none"].map((id) => parentOf(root, id))).toEqual([null, null]);
  expect(parentOf(first, first.id)).toBe(null);
});

test("a firing tells those within it, and their events", () => {
  const [a, b] = [firingOf(anyTrigger(event), 0), firingOf(anyTrigger(event), 1)];
  const whole = { ...firingOf(anyTrigger(event), 2), firings: [a, { ...b, event: null }], event: b.event };
  expect(allFirings(whole).map(({ id }) => id)).toEqual([whole.id, a.id, b.id]);
  expect(allEvents(whole)).toEqual([b.event, a.event]);
});
