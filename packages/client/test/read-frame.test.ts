import { expect, test } from "vitest";
import { z } from "zod";
import { readFrame } from "../src/read-frame.ts";

const greeting = z.object({ type: z.literal("hello"), name: z.string() });

test.each([
  ["what the schema wants", '{"type":"hello","name":"a","more":1}', { type: "hello", name: "a" }],
  ["something else", '{"type":"bye"}', null],
  ["no JSON", "hello", null],
  ["nothing", "", null],
])("a frame that is %s", (_what, text, read) => {
  expect(readFrame(greeting, text)).toEqual(read);
});
