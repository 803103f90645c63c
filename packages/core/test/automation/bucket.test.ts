import { describe, expect, test } from "vitest";
import {
  beginsByTime,
  bucketFrom,
  countEvent,
  expireBucket,
  type Bucket,
  type Evaluation,
} from "../../src/automation/bucket.ts";
import type { FollowingEvent } from "../../src/automation/causal-order.ts";
import { addSeconds } from "../../src/instant.ts";
import type { EventTrigger } from "../../src/wire/trigger.ts";
import { eventAt, eventTrigger, T0 } from "../support/trigger-events.ts";

type State = Bucket<FollowingEvent> | null;

/** When the trigger fires, of events at these seconds: `name@seconds`, or `@seconds` for a look at the time. */
function firesAt(trigger: EventTrigger, story: string): number[] {
  let bucket: State = beginsByTime(trigger) ? bucketFrom(trigger, T0) : null;
  const fired: number[] = [];
  for (const step of story.split(" ")) {
    const [name = "", seconds = ""] = step.split("@");
    const at = Number(seconds);
    const evaluation = evaluate(trigger, bucket, name, at);
    ({ bucket } = evaluation);
    if (evaluation.firing !== null) fired.push(at);
  }
  return fired;
}

function evaluate(trigger: EventTrigger, bucket: State, name: string, at: number): Evaluation<FollowingEvent> {
  if (name !== "") return countEvent(trigger, bucket, eventAt(at, name));
  if (bucket === null) return { bucket, firing: null };
  return expireBucket(trigger, bucket, addSeconds(T0, at));
}

describe("a reactive trigger", () => {
  test.each([
    ["fires at once for each event", {}, "a@0 a@1 a@1", [0, 1, 1]],
    ["fires at each third", { threshold: 3 }, "a@0 a@1 a@2 a@3 a@4 a@5", [2, 5]],
    ["fires when its threshold is met within its time", { threshold: 2, within: 10 }, "a@0 a@9", [9]],
    ["does not when it is not", { threshold: 2, within: 10 }, "a@0 a@10 a@25 a@40", []],
    ["counts anew in the window of the event that came too late", { threshold: 2, within: 10 }, "a@0 a@10 a@19", [19]],
    ["fires once in its window", { within: 10 }, "a@0 a@5 a@9 a@10 a@11", [0, 10]],
    ["takes events in the wrong order at first", { threshold: 2, within: 10 }, "a@5 a@-100", [-100]],
    ["but none from before its window", { threshold: 2, within: 10 }, "a@0 a@10 a@9 a@19", [19]],
    ["waits for what has to come before", { after: ["b"], expect: ["a"] }, "a@0 b@1 a@2 a@3", [2]],
    ["waits so long", { after: ["b"], expect: ["a"], within: 10 }, "b@0 a@10 a@11 b@20 a@29 a@29", [29]],
    [
      "counts from the first of them",
      { after: ["b"], expect: ["a"], within: 10, threshold: 2 },
      "b@0 b@5 a@6 a@9",
      [9],
    ],
    [
      "of what it follows itself fires at the second",
      { after: ["a"], expect: ["a"], within: 10 },
      "a@0 a@1 a@2 a@3",
      [1, 3],
    ],
    ["without a threshold fires for all", { threshold: 0, within: 10 }, "a@0 a@10", [0, 10]],
  ])("%s", (_what, fields, story, fired) => {
    expect(firesAt(eventTrigger(fields), story)).toEqual(fired);
  });
});

describe("a proactive trigger", () => {
  const proactive = { posture: "Proactive", within: 10, expect: ["a"] };
  test.each([
    ["fires when nothing came in its time", {}, "@5 @10 @15 @20", [10, 20]],
    ["begins anew when its time is over, whatever came", {}, "a@5 @10 @20", [20]],
    ["does not when something came", {}, "a@5 @9 @10", []],
    ["fires when too little came", { threshold: 2 }, "a@5 @10", [10]],
    ["fires for an event that comes after its time", {}, "a@12 @15 @22", [12]],
    ["counts that event for the window after", { threshold: 2 }, "a@12 a@13 @22 a@25", [12]],
    ["goes on when an event shows that the one before was in time", {}, "a@5 a@12 @22 @32", [32]],
    ["waits for what has to come before", { after: ["b"] }, "@10 b@20 @29 @30 @40", [30]],
    ["is content when it came", { after: ["b"] }, "b@0 a@5 @10 @20", []],
    [
      "of a heartbeat fires when the next one is late",
      { after: ["h"], expect: ["h", "end"] },
      "h@0 h@8 h@16 @25 @26",
      [26],
    ],
    ["of a heartbeat is content with an end", { after: ["h"], expect: ["h", "end"] }, "h@0 h@8 end@12 @30", []],
    ["of a heartbeat fires at one that comes too late", { after: ["h"], expect: ["h", "end"] }, "h@0 h@11 @30", [11]],
    ["that expects nothing never fires", { threshold: 0 }, "@10 @20", []],
  ])("%s", (_what, fields, story, fired) => {
    expect(firesAt(eventTrigger({ ...proactive, ...fields }), story)).toEqual(fired);
  });

  test("fires with the last event before, and begins by time only when nothing else begins it", () => {
    const trigger = eventTrigger({ ...proactive, after: ["b"] });
    const start = eventAt(0, "b");
    const { bucket } = countEvent<FollowingEvent>(trigger, null, start);
    if (bucket === null) throw new Error("the event begins a bucket");
    expect(expireBucket(trigger, bucket, bucket.end)).toEqual({ bucket: null, firing: { event: start } });
    expect(
      [{}, { after: ["b"] }, { for_each: ["x"] }, { posture: "Reactive" }].map((fields) =>
        beginsByTime(eventTrigger({ ...proactive, ...fields })),
      ),
    ).toEqual([true, false, false, false]);
  });
});
