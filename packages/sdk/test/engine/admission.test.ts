import { setImmediate as turned } from "node:timers/promises";
import { expect, test } from "vitest";
import { Admission } from "../../src/engine/admission.ts";

/** A session whose queue is full when the test says so. */
function fakeSession() {
  const room = { isFull: false, made: Promise.withResolvers<void>() };
  const session = {
    get isFull() {
      return room.isFull;
    },
    whenRoom: () => (room.isFull ? room.made.promise : Promise.resolve()),
  };
  return { room, session };
}

/** Calls that begin as soon as they may, and which of them have. */
function calls(admission: Admission, count: number, begun: number[]): void {
  for (let index = 0; index < count; index++) {
    const admitted = admission.enter();
    if (admitted === null) begun.push(index);
    else void admitted.then(() => begun.push(index));
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test("two hundred calls begin at once, those after them in the turns that follow, in their order", async () => {
  const begun: number[] = [];
  calls(new Admission(fakeSession().session), 2500, begun);
  expect(begun).toEqual(upTo(200));
  while (begun.length < 2500) await turned();
  expect(begun).toEqual(upTo(2500));
});

test("a call that comes while others wait does not overtake them", async () => {
  const admission = new Admission(fakeSession().session);
  const begun: number[] = [];
  calls(admission, 1500, begun);
  await turned();
  await admission.enter();
  expect(begun).toEqual(upTo(1500));
});

test("one call after another begins at once, however many there are", async () => {
  const admission = new Admission(fakeSession().session);
  for (let index = 0; index < 3000; index++) await admission.enter();
  await turned();
  expect(admission.enter()).toBeNull();
});

test("nothing begins while the session is full, and all of it when there is room", async () => {
  const { room, session } = fakeSession();
  room.isFull = true;
  const begun: number[] = [];
  calls(new Admission(session), 1200, begun);
  await turned();
  expect(begun).toEqual([]);
  room.isFull = false;
  room.made.resolve();
  while (begun.length < 1200) await turned();
  expect(begun).toEqual(upTo(1200));
});
