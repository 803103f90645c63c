import { expect, test } from "vitest";
import { eventTriggersOf, identify } from "../../src/automation/trigger-tree.ts";
import { triggerInput } from "../../src/wire/trigger.ts";

const event = (name: string) => ({ type: "event", posture: "Reactive", expect: [name] });

test("every trigger gets an id of its own, and the events' are found however deep they stand", () => {
  let given = 0;
  const input = triggerInput.parse({
    type: "compound",
    require: "any",
    within: null,
    triggers: [event("a"), { type: "sequence", within: 5, triggers: [event("b"), event("c")] }],
  });
  const trigger = identify(input, () => `id-${(given += 1)}`);
  expect(trigger.id).toBe("id-1");
  expect(eventTriggersOf(trigger).map(({ id, expect: names }) => [id, ...names])).toEqual([
    ["id-2", "a"],
    ["id-4", "b"],
    ["id-5", "c"],
  ]);
});
