import { expect, test } from "vitest";
import { leaseSecondsOf, limitRequest, requestInWords } from "../../src/limits/limit-options.ts";

test("one name, several, and the same one twice", () => {
  expect(limitRequest("db", {})).toEqual({ names: ["db"], slots: 1, timeoutSeconds: undefined, strict: false });
  expect(limitRequest(["z", "a", "z"], { slots: 2, timeoutSeconds: 0, strict: true })).toEqual({
    names: ["a", "z"],
    slots: 2,
    timeoutSeconds: 0,
    strict: true,
  });
});

test.each([
  [{ slots: 0 }, "slots must be a whole number from 1, not 0"],
  [{ slots: 1.5 }, "slots must be a whole number from 1, not 1.5"],
  [{ timeoutSeconds: -1 }, "timeoutSeconds must be a number from 0, not -1"],
  [{ timeoutSeconds: Number.NaN }, "timeoutSeconds must be a number from 0, not NaN"],
])("%j cannot be asked for", (options, message) => {
  expect(() => limitRequest("db", options)).toThrow(new RangeError(message));
});

test("a limit has a name", () => {
  expect(() => limitRequest([""], {})).toThrow(TypeError);
});

test.each([
  [undefined, 60],
  [60, 60],
  [86_400, 86_400],
])("a lease of %s seconds is one of %i", (leaseSeconds, expected) => {
  expect(leaseSecondsOf(leaseSeconds === undefined ? {} : { leaseSeconds })).toBe(expected);
});

test.each([59, 86_401, Number.NaN])("a lease of %d seconds is none", (leaseSeconds) => {
  expect(() => leaseSecondsOf({ leaseSeconds })).toThrow(RangeError);
});

test("what is waited for is said in words", () => {
  expect(requestInWords(limitRequest("db", {}))).toBe('1 slot of the concurrency limit "db"');
  expect(requestInWords(limitRequest(["a", "b"], { slots: 2 }))).toBe('2 slots of the concurrency limits "a", "b"');
});
