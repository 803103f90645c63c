import { describe, expect, test } from "vitest";
import { bucketKey, covers, expects, labelsOfKey, startsAfter } from "../../src/automation/event-match.ts";
import { nameFits } from "../../src/automation/name-pattern.ts";
import { objectId, resourceOfKind } from "../../src/automation/trigger-event.ts";
import { eventAt, eventTrigger } from "../support/trigger-events.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";

describe("patterns", () => {
  test.each([
    ["a", "a", true],
    ["prefect.flow-run.*", "prefect.flow-run.Failed", true],
    ["prefect.flow-run.*", "prefect.flow-run.", false],
    ["*.Failed", "prefect.flow-run.Failed", true],
    ["!a", "b", false],
    ["a?", "ab", false],
    ["*", "", false],
    ["*", "😀", true],
    ["prefect.*.Failed", "prefect..Failed", false],
    ["prefect.*.Failed", "prefect.flow-run.Failed", true],
    ["**", "a", false],
    ["**", "ab", true],
  ])("the name pattern %j and %j", (pattern, name, isFit) => {
    expect(nameFits(pattern, name)).toBe(isFit);
  });
});

const related = [
  { "prefect.resource.id": `prefect.flow.${ID}`, "prefect.resource.role": "flow", "prefect.resource.name": "f" },
  { "prefect.resource.id": "prefect.tag.red", "prefect.resource.role": "tag" },
];
const event = eventAt(0, "prefect.flow-run.Failed", {
  resource: { "prefect.resource.id": `prefect.flow-run.${ID}`, team: "a" },
  related,
});

describe("a trigger covers an event", () => {
  test.each([
    ["of any name", {}, true],
    ["of its name", { expect: ["other", "prefect.flow-run.Failed"] }, true],
    ["that begins its wait", { expect: ["other"], after: ["prefect.*"] }, true],
    ["of another name", { expect: ["prefect.flow-run.Completed"] }, false],
    ["with its labels", { match: { team: ["b", "a"], "prefect.resource.id": "prefect.flow-run.*" } }, true],
    ["without a label", { match: { "prefect.resource.name": "*" } }, false],
    ["with a negated label", { match: { team: "!a" } }, false],
    ["never with what objects inherit", { match: { constructor: "*" } }, false],
    ["with its relations", { match_related: { "prefect.resource.role": "flow", "prefect.resource.name": "f" } }, true],
    [
      "not with labels spread over relations",
      { match_related: { "prefect.resource.role": "tag", "prefect.resource.name": "f" } },
      false,
    ],
    [
      "with each of its relations",
      { match_related: [{ "prefect.resource.role": "flow" }, { "prefect.resource.role": "tag" }] },
      true,
    ],
    [
      "not with some of its relations",
      { match_related: [{ "prefect.resource.role": "flow" }, { "prefect.resource.role": "deployment" }] },
      false,
    ],
  ])("%s", (_what, fields, isCovered) => {
    expect(covers(eventTrigger(fields), event)).toBe(isCovered);
  });

  test("an event counts, or begins the wait", () => {
    const trigger = eventTrigger({ expect: ["b"], after: ["a"] });
    expect(["a", "b", "c"].map((name) => [expects(trigger, name), startsAfter(trigger, name)])).toEqual([
      [false, true],
      [true, false],
      [false, false],
    ]);
  });
});

describe("of an event", () => {
  test("a key is made of the labels of its resource and relations, in the order of their names", () => {
    const trigger = eventTrigger({
      for_each: ["team", "related:flow:prefect.resource.name", "related:none:x", "nothing"],
    });
    expect(bucketKey(trigger, event)).toEqual(["", "f", "", "a"]);
    expect(labelsOfKey(trigger, ["", "f", "", "a"])).toEqual({
      nothing: "",
      "related:flow:prefect.resource.name": "f",
      "related:none:x": "",
      team: "a",
    });
    expect(labelsOfKey(trigger, [])).toEqual(labelsOfKey(trigger, ["", "", "", ""]));
  });

  test("objects are found by their kind", () => {
    expect(resourceOfKind(event, "prefect.flow")).toBe(related[0]);
    expect(resourceOfKind(event, "prefect.flow-run")).toBe(event.resource);
    expect(resourceOfKind(event, "prefect.deployment")).toBe(null);
    expect(resourceOfKind({ ...event, resource: {}, related: [] }, "prefect.flow")).toBe(null);
    expect(objectId(`prefect.flow.${ID.toUpperCase()}`, "prefect.flow")).toBe(ID);
    expect([undefined, "prefect.flow.x", `prefect.flow-run.${ID}`].map((id) => objectId(id, "prefect.flow"))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
