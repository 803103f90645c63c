import * as fc from "fast-check";
import { expect, test } from "vitest";
import { asError, errorFromText, errorText, errorTitle, failureData } from "../../src/results/failure.ts";

class ModelError extends Error {
  override readonly name = "ModelError";
}

test.each([
  [new TypeError("no"), TypeError],
  [new RangeError("far: and further"), RangeError],
  [new ModelError("lost"), Error],
  [new Error(""), Error],
  [new Error("two\nlines"), Error],
])("%s comes back with name, message and stack", (error, type) => {
  const back = errorFromText(errorText(error));
  expect([back.name, back.message]).toEqual([error.name, error.message]);
  expect(back).toBeInstanceOf(type);
  expect(back.stack).toBe(errorText(error));
});

test("any message survives", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }).filter((message) => !message.includes("\n    at ")),
      (message) => {
        expect(errorFromText(errorText(new Error(message))).message).toBe(message);
      },
    ),
  );
});

test("causes are part of the text", () => {
  const error = new Error("outer", { cause: new TypeError("inner") });
  expect(errorText(error)).toContain("\nCaused by TypeError: inner");
});

test("frames of the engine and of Node are left out", () => {
  const error = new Error("x");
  error.stack = [
    "Error: x",
    "    at user (file:///home/me/flow.ts:1:1)",
    `    at callBody (${new URL("../../src/engine/call-body.ts", import.meta.url).href}:1:1)`,
    "    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
  ].join("\n");
  expect(errorText(error)).toBe("Error: x\n    at user (file:///home/me/flow.ts:1:1)");
});

test.each([
  ["a text", "a text"],
  [{ code: 3 }, 'Thrown: {"code":3}'],
  [undefined, "Thrown: undefined"],
  [12n, "Thrown: [object BigInt]"],
])("%o thrown is an error that says so", (thrown, message) => {
  expect(asError(thrown)).toMatchObject({ name: "Error", message });
});

const throws = (): never => {
  throw new Error("when it is read");
};
const evil = Object.defineProperty(new Error("x"), "message", { get: throws });
const trapped = new Proxy({}, { get: throws, getPrototypeOf: throws });

test.each([
  ["an error that throws when it is read", evil, "Thrown: an error that cannot be read"],
  ["what may not even be looked at", trapped, "Thrown: an error that cannot be read"],
  ["an error whose message is no text", Object.assign(new Error("x"), { message: 5 }), "Thrown: {}"],
])("%s is told as well as may be", (_what, thrown, message) => {
  expect(asError(thrown).message).toBe(message);
});

test("a cause that cannot be read is left out, or told as that", () => {
  const error = new Error("outer", { cause: evil });
  expect(errorText(error)).toContain("Caused by Error: Thrown: an error that cannot be read");
  expect(errorTitle(new Error("outer", { cause: trapped }))).toBe("Error: outer");
  expect(errorText(new Error("outer", { cause: trapped }))).toContain("outer");
});

test("a state carries no more than 16 KB of an error", () => {
  const cause = new Error("y".repeat(100_000), { cause: new Error("z") });
  expect(failureData(new Error("x".repeat(100_000), { cause }))).toHaveLength(16 * 1024);
});

test("a state's message is cut to what fits it, the error stays whole", () => {
  const error = new RangeError("x".repeat(100_000));
  expect(errorTitle(error)).toBe(`RangeError: ${"x".repeat(8 * 1024 - "RangeError: ".length)}…`);
  expect(error.message).toHaveLength(100_000);
});

test("an error without a message is called by its name", () => {
  expect(errorTitle(new TypeError(""))).toBe("TypeError");
});
