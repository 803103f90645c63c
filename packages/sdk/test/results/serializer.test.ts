import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deserialized, serialized, type SerializerName } from "../../src/results/serializer.ts";

function roundTrip(value: unknown, choice?: SerializerName): Promise<unknown> {
  const { text, serializer } = serialized(value, choice);
  return deserialized(text, serializer);
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

test("whatever it takes comes back equal", async () => {
  await fc.assert(
    fc.asyncProperty(awkward, async (value) => {
      fc.pre(!hasProtoKey(value));
      expect(await roundTrip(value)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test("plain JSON is written as plain JSON, which Python reads", () => {
  expect(serialized({ a: [1, "x", null] }, undefined)).toEqual({
    serializer: { type: "json" },
    text: '{"a":[1,"x",null]}',
  });
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
])("%s keeps its kind", async (_what, value) => {
  const back = await roundTrip(value);
  expect(back).toStrictEqual(value);
  expect(Object.prototype.toString.call(back)).toBe(Object.prototype.toString.call(value));
});

test("what a pattern found in a text keeps its groups and its place", async () => {
  const found = /(?<month>\d+)-(?<day>\d+)/.exec("on 11-27");
  const again: RegExpExecArray = Object(await roundTrip(found));
  const seen = [again.index, again.input, { ...again.groups }];
  expect([[...again], ...seen]).toEqual([["11-27", "11", "27"], 3, "on 11-27", { month: "11", day: "27" }]);
});

test("a circle comes back as a circle", async () => {
  const circle: { self?: unknown; list: unknown[] } = { list: [] };
  circle.self = circle;
  circle.list.push(circle);
  const back = await roundTrip(circle);
  expect(back).toMatchObject({ list: [expect.anything()] });
  expect((back as typeof circle).self).toBe(back);
});

test("errors keep class, message, cause and fields", async () => {
  const error = Object.assign(new RangeError("too far", { cause: new Error("before") }), { code: "E_FAR" });
  const back = await roundTrip({ error });
  expect(back).toEqual({ error });
  expect((back as { error: unknown }).error).toBeInstanceOf(RangeError);
  expect(await roundTrip(new AggregateError([new TypeError("a")], "many"))).toBeInstanceOf(AggregateError);
});

test.each([
  ["what Python takes for a class", { __class__: "datetime.datetime", data: "2024-01-01" }],
  ["what Python takes for an error", [{ __exc_type__: "builtins.ValueError", message: "m" }]],
  ["a number that reads as an integer it is not", [12345678901234567000]],
])("%s is not written as plain JSON", async (_what, value) => {
  expect(serialized(value, undefined).serializer).toEqual({ type: "tutti" });
  expect(await roundTrip(value)).toStrictEqual(value);
});

test.each<SerializerName>(["json", "tutti", "compressed/json", "compressed/tutti"])(
  "what is chosen is taken: %s carries dates, large integers and sets",
  async (choice) => {
    const value = { at: new Date(0), large: 2n ** 70n, names: new Set(["a"]), text: "x".repeat(1000) };
    expect(await roundTrip(value, choice)).toStrictEqual(value);
  },
);

test("JSON as Python writes it is read", async () => {
  const text =
    '{"a": NaN, "b": [-Infinity, "NaN"], "at": {"__class__": "datetime.datetime", "data": "2024-05-06T07:08:09Z"},' +
    ' "error": {"__exc_type__": "builtins.ValueError", "message": "no"}, "big": 123456789012345678901}';
  expect(await deserialized(text, { type: "json" })).toEqual({
    a: Number.NaN,
    b: [-Infinity, "NaN"],
    at: new Date("2024-05-06T07:08:09Z"),
    error: expect.objectContaining({ name: "ValueError", message: "no" }),
    big: 123456789012345678901n,
  });
});

test.each([
  ["a map", new Map()],
  ["an infinite number", Infinity],
])("plain JSON refuses %s, and says what takes it", (_what, value) => {
  expect(() => serialized({ value }, "json")).toThrow(expect.objectContaining({ code: "unserializable_result" }));
});

test("a serializer of one's own is known by its type once it was given", async () => {
  const upper = { type: "upper", dumps: String, loads: (text: string) => text.toUpperCase() };
  const { text, serializer } = serialized("quiet", upper);
  expect(await deserialized(text, serializer)).toBe("QUIET");
  await expect(deserialized("", { type: "lower" })).rejects.toThrow(/"lower", which is not known here/);
  expect(() => serialized(1, "yaml" as never)).toThrow(/there are json, tutti/);
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
  expect(() => serialized(value, undefined)).toThrow(
    expect.objectContaining({ code: "unserializable_result", detail: expect.stringContaining(place) }),
  );
});

test("another language's serializer is named in the error", async () => {
  await expect(deserialized("gAVLBi4=", { type: "pickle" })).rejects.toThrow(/"pickle".*result_serializer="json"/);
});

// devalue refuses this key, on purpose: reading it back could change prototypes.
function hasProtoKey(value: unknown, seen = new Set<unknown>()): boolean {
  if (typeof value !== "object" || value === null || seen.has(value)) return false;
  seen.add(value);
  if (Object.hasOwn(value, "__proto__")) return true;
  const inner = value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value);
  return inner.some((item) => hasProtoKey(item, seen));
}
