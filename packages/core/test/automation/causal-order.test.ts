import { expect, test } from "vitest";
import * as fc from "fast-check";
import { causalOrder, type FollowingEvent } from "../../src/automation/causal-order.ts";
import { addSeconds } from "../../src/instant.ts";
import { eventAt, T0 } from "../support/trigger-events.ts";

const ids = (events: readonly FollowingEvent[]) => events.map(({ id }) => id);
const NONE: ReadonlySet<string> = new Set();

function chain(...seconds: number[]): FollowingEvent[] {
  let follows: string | null = null;
  return seconds.map((at) => {
    const event: FollowingEvent = eventAt(at, "a", { follows });
    follows = event.id;
    return event;
  });
}

test("an event waits for the one it follows, and those behind it with it", () => {
  const [first, second, third] = chain(0, 1, 2);
  if (first === undefined || second === undefined || third === undefined) throw new Error("three events");
  const early = causalOrder([third, second], [], NONE, T0);
  expect([ids(early.ready), ids(early.held)]).toEqual([[], [third.id, second.id]]);
  const late = causalOrder([first], early.held, NONE, T0);
  expect([ids(late.ready), late.held]).toEqual([ids([first, second, third]), []]);
});

test("a leader that was dealt with holds nobody up", () => {
  const [first, second] = chain(0, 1);
  if (first === undefined || second === undefined) throw new Error("two events");
  expect(causalOrder([second], [], new Set([first.id]), T0)).toEqual({ ready: [second], held: [] });
});

test("an event goes on without its leader after a quarter of an hour", () => {
  const [, second, third] = chain(0, 1, 2);
  if (second === undefined || third === undefined) throw new Error("two events");
  const held = [third, second];
  expect(causalOrder([], held, NONE, addSeconds(T0, 901))).toEqual({ ready: [], held });
  expect(causalOrder([], held, NONE, addSeconds(T0, 901.5))).toEqual({ ready: [second, third], held: [] });
  expect(causalOrder([second], [], NONE, addSeconds(T0, 2000)).ready).toEqual([second]);
});

test("events that follow each other in a circle go on when they are lost", () => {
  const a = eventAt(0, "a", { id: "a", follows: "b" });
  const b = eventAt(1, "a", { id: "b", follows: "a" });
  expect(ids(causalOrder([a], [b], NONE, addSeconds(T0, 2000)).ready)).toEqual(["a", "b"]);
  expect(ids(causalOrder([], [a, b], NONE, addSeconds(T0, 2000)).ready)).toEqual(["a", "b"]);
});

test("in whatever order and batches they come, each comes out once, behind its leader", () => {
  const forest = fc.array(fc.option(fc.nat()), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(forest, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 5 }), (leaders, picks, size) => {
      const events: FollowingEvent[] = [];
      for (const leader of leaders) {
        const follows = leader === null || events.length === 0 ? null : (events[leader % events.length]?.id ?? null);
        events.push(eventAt(events.length, "a", { follows }));
      }
      const shuffled: FollowingEvent[] = [];
      for (const event of events) shuffled.splice((picks.next().value ?? 0) % (shuffled.length + 1), 0, event);
      const out: FollowingEvent[] = [];
      let held: readonly FollowingEvent[] = [];
      for (let start = 0; start < shuffled.length; start += size) {
        const order = causalOrder(shuffled.slice(start, start + size), held, new Set(ids(out)), T0);
        out.push(...order.ready);
        ({ held } = order);
      }
      expect([ids(out).toSorted(), held]).toEqual([ids(events).toSorted(), []]);
      const early = out.filter(
        ({ id, follows }) => follows !== null && ids(out).indexOf(follows) > ids(out).indexOf(id),
      );
      expect(early).toEqual([]);
    }),
  );
});
