import { describe, expect, test } from "vitest";
import {
  actsOnRuns,
  BROUGHT_ABOUT_LABEL,
  broughtAboutLabels,
  isNamed,
  isOwnDoing,
  readBroughtAbout,
} from "../../src/automation/own-doing.ts";
import type { Automation } from "../../src/wire/automation.ts";
import { eventTrigger } from "../support/trigger-events.ts";

const NOTHING = { type: "do-nothing" } as const;
const RUN = { type: "cancel-flow-run" } as const;

function automation(actions: Pick<Automation, "actions" | "actions_on_trigger" | "actions_on_resolve">): Automation {
  return {
    id: "a",
    created: null,
    updated: null,
    name: "a",
    description: "",
    enabled: true,
    tags: [],
    labels: {},
    trigger: eventTrigger({}),
    ...actions,
  } as Automation;
}

describe("an automation acts on runs", () => {
  test.each([
    ["that does nothing of the kind", [NOTHING], [], [], false],
    ["when it fires", [NOTHING, RUN], [], [], true],
    ["on trigger", [], [RUN], [], true],
    ["on resolve", [], [], [RUN], true],
  ])("%s", (_when, actions, actions_on_trigger, actions_on_resolve, does) => {
    expect(actsOnRuns(automation({ actions, actions_on_trigger, actions_on_resolve }))).toBe(does);
  });
});

test.each([
  [{}, false],
  [{ expect: ["prefect.flow-run.*"] }, false],
  [{ expect: ["x", "prefect.flow-run.Failed"] }, true],
  [{ after: ["prefect.flow-run.Failed"] }, true],
])("a trigger of %j names prefect.flow-run.Failed: %s", (trigger, named) => {
  expect(isNamed(eventTrigger(trigger), "prefect.flow-run.Failed")).toBe(named);
});

describe("what automations brought about", () => {
  test("is an automation's own doing when it is among them, or when they are too many", () => {
    expect(isOwnDoing("a", [])).toBe(false);
    expect(isOwnDoing("a", ["b", "c"])).toBe(false);
    expect(isOwnDoing("a", ["b", "a"])).toBe(true);
    expect(
      isOwnDoing(
        "a",
        Array.from({ length: 10 }, (_, at) => `other-${at}`),
      ),
    ).toBe(true);
  });

  test("bears each of them once, and ten at most", () => {
    expect(broughtAboutLabels([])).toEqual({});
    expect(broughtAboutLabels(["a", "b", "a"])).toEqual({ [BROUGHT_ABOUT_LABEL]: "a,b" });
    const many = Array.from({ length: 12 }, (_, at) => `other-${at}`);
    expect(readBroughtAbout(broughtAboutLabels(many))).toEqual(many.slice(0, 10));
  });

  test("is read from labels of any kind", () => {
    expect(readBroughtAbout({})).toEqual([]);
    expect(readBroughtAbout({ [BROUGHT_ABOUT_LABEL]: 5 })).toEqual([]);
    expect(readBroughtAbout({ [BROUGHT_ABOUT_LABEL]: "a,b" })).toEqual(["a", "b"]);
  });
});
