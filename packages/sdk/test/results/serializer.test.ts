import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deserialize, serialize } from "../../src/results/serializer.ts";

function roundTrip(value: unknown): unknown {
  const { type, text } = serialize(value);
  return deserialize(type, text);
}

const awkward = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withUnicodeString: true,
});

test("whatever it takes comes back equal", () => {
  fc.assert(
    fc.property(awkward, (value) => {
      fc.pre(!hasProtoKey(value));
      expect(roundTrip(value)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test("plain JSON is written as plain JSON, which Python reads", () => {
  expect(serialize({ a: [1, "x", null] })).toEqual({ type: "json", text: '{"a":[1,"x",null]}' });
});

test.each([
  ["NaN", Number.NaN],
  ["-0", -0],
  ["undefined", undefined],
  ["bytes", new Uint8Array([1, 2, 255])],
  ["floats", new Float64Array([0.1, Infinity])],
  ["a buffer", Buffer.from("grüße")],
  ["a regular expression", /a+b/gi],
  ["an address", new URL("http://example.com/x?y=1")],
  ["a map of sets", new Map([["k", new Set([1n])]])],
])("%s keeps its kind", (_what, value) => {
  const back = roundTrip(value);
  expect(back).toStrictEqual(value);
  expect(Object.prototype.toString.call(back)).toBe(Object.prototype.toString.call(value));
});

test("a circle comes back as a circle", () => {
  const circle: { self?: unknown; list: unknown[] } = { list: [] };
  circle.self = circle;
  circle.list.push(circle);
  const back = roundTrip(circle);
  expect(back).toMatchObject({ list: [expect.anything()] });
  expect((back as typeof circle).self).toBe(back);
});

test("errors keep class, message, cause and fields", () => {
  const error = Object.assign(new RangeError("too far", { cause: new Error("before") }), { code: "E_FAR" });
  const back = roundTrip({ error });
  expect(back).toEqual({ error });
  expect((back as { error: unknown }).error).toBeInstanceOf(RangeError);
  expect(roundTrip(new AggregateError([new TypeError("a")], "many"))).toBeInstanceOf(AggregateError);
});

test.each([
  ["a function", { rows: [{ f: () => 1 }] }, ".rows[0].f"],
  [
    "a class instance",
    [
      new (class Model {
        rows = 1;
      })(),
    ],
    "[0]",
  ],
  ["a symbol", { s: Symbol("s") }, ".s"],
])("%s cannot be stored, and the error says where", (_what, value, place) => {
  expect(() => serialize(value)).toThrow(
    expect.objectContaining({ code: "unserializable_result", detail: expect.stringContaining(place) }),
  );
});

test("another language's serializer is named in the error", () => {
  expect(() => deserialize("pickle", "gAVLBi4=")).toThrow(/"pickle".*result_serializer="json"/);
});

// devalue refuses this key, on purpose: reading it back could change prototypes.
function hasProtoKey(value: unknown, seen = new Set<unknown>()): boolean {
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  seen.add(value);
  if (Object.hasOwn(value, "__proto__")) return true;
  const inner = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value);
  return inner.some((item) => hasProtoKey(item, seen));
}
