import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bucketFrom, countEvent, expireBucket, type Bucket, type Evaluation } from "../../src/automation/bucket.ts";
import type { FollowingEvent } from "../../src/automation/causal-order.ts";
import { addSeconds } from "../../src/instant.ts";
import { eventAt, eventTrigger, T0 } from "../support/trigger-events.ts";

// Another telling of the same rules, over whole lists of seconds instead of one event at a time, as the oracle.

interface Window {
  readonly from: number;
  readonly to: number;
  readonly at: number[];
}

/** Windows follow one another: from the end of one that fired, else from the event that came after it. */
function naiveReactive(seconds: readonly number[], threshold: number, within: number): number[] {
  const windows: Window[] = [];
  for (const at of seconds) {
    const last = windows.at(-1);
    if (last === undefined) windows.push({ from: -Infinity, to: at + within, at: [] });
    else if (at >= last.to) {
      const isNext = last.at.length === threshold && at < last.to + within;
      const from = isNext ? last.to : at;
      windows.push({ from, to: from + within, at: [] });
    }
    const window = windows.at(-1);
    if (window !== undefined && window.at.length < threshold) window.at.push(at);
  }
  return windows.flatMap(({ at }) => at.slice(threshold - 1, threshold));
}

/** Windows follow one another without a gap, and each with too few events fires at its end. */
function naiveProactive(seconds: readonly number[], threshold: number, within: number, until: number): number[] {
  const ends = Array.from({ length: Math.floor(until / within) }, (_, index) => (index + 1) * within);
  return ends.filter((end) => seconds.filter((at) => at >= end - within && at < end).length < threshold);
}

const story = fc
  .array(fc.integer({ min: 0, max: 60 }), { maxLength: 25 })
  .map((seconds) => seconds.toSorted((a, b) => a - b));
const threshold = fc.integer({ min: 1, max: 4 });

test("a reactive trigger fires when the naive interpreter says", () => {
  fc.assert(
    fc.property(story, threshold, fc.integer({ min: 1, max: 20 }), (seconds, threshold, within) => {
      const trigger = eventTrigger({ threshold, within });
      let bucket: Bucket<FollowingEvent> | null = null;
      const fired: number[] = [];
      for (const at of seconds) {
        const evaluation: Evaluation<FollowingEvent> = countEvent(trigger, bucket, eventAt(at, "a"));
        ({ bucket } = evaluation);
        if (evaluation.firing !== null) fired.push(at);
      }
      expect(fired).toEqual(naiveReactive(seconds, threshold, within));
    }),
  );
});

test("a proactive trigger fires when the naive interpreter says", () => {
  fc.assert(
    fc.property(story, threshold, fc.integer({ min: 10, max: 20 }), (seconds, threshold, within) => {
      const trigger = eventTrigger({ posture: "Proactive", threshold, within });
      let bucket: Bucket<FollowingEvent> | null = bucketFrom(trigger, T0);
      const fired: number[] = [];
      for (let now = 0; now <= 80; now++) {
        for (const at of seconds.filter((second) => second === now)) {
          const evaluation: Evaluation<FollowingEvent> = countEvent(trigger, bucket, eventAt(at, "a"));
          ({ bucket } = evaluation);
          if (evaluation.firing !== null) fired.push(now);
        }
        if (bucket === null) throw new Error("windows follow one another");
        const evaluation: Evaluation<FollowingEvent> = expireBucket(trigger, bucket, addSeconds(T0, now));
        ({ bucket } = evaluation);
        if (evaluation.firing !== null) fired.push(now);
      }
      expect(fired).toEqual(naiveProactive(seconds, threshold, within, 80));
    }),
  );
});
