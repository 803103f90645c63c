import { expect, test } from "vitest";
import { type StepIdentity, StepKeys } from "../../src/engine/step-keys.ts";

const inputs = (text: string): StepIdentity => ({ kind: "inputs", text });
const given = (key: string): StepIdentity => ({ kind: "key", key });

test("a call's key does not depend on the calls around it", () => {
  const one = new StepKeys();
  const other = new StepKeys();
  const first = ["a", "b", "c"].map((text) => one.next("t", null, inputs(text)));
  const second = ["c", "a", "b"].map((text) => other.next("t", null, inputs(text)));
  expect(second).toEqual([first[2], first[0], first[1]]);
});

test("equal calls are told apart by their order, for each task by itself", () => {
  const keys = new StepKeys();
  const ordinals = ["t", "t", "u", "t"].map((task) => keys.next(task, null, inputs("same")).split("-").at(-1));
  expect(ordinals).toEqual(["0", "1", "0", "2"]);
});

test("the same call in another step is another call", () => {
  const keys = new StepKeys();
  expect(keys.next("t", "parent/x-0", inputs("a"))).not.toBe(keys.next("t", null, inputs("a")));
});

test("a key that the caller gives is the key", () => {
  const keys = new StepKeys();
  expect(keys.next("t", null, given("user-7"))).toBe("user-7");
  expect(keys.next("t", "load/x-0", given("user-7"))).toBe("load/x-0/user-7");
});

test("one key for two calls of a task is refused", () => {
  const keys = new StepKeys();
  keys.next("t", null, given("k"));
  keys.next("u", null, given("k"));
  expect(() => keys.next("t", null, given("k"))).toThrow(/task "t".*key "k"/);
});
