import { expect, test } from "vitest";
import { holdsRawNumber, readExact } from "../../src/api/exact-answer.ts";

const ANSWER =
  '{"id":"d","estimated_run_time":2.0,"parameters":{"factor":5.0,"ids":[12345678901234567890]},' +
  '"schedules":[{"seconds":60.0,"parameters":{"rate":1e3}}],"version":null}';

test("people's JSON keeps its digits, and what the server counts is numbers", () => {
  const answer = readExact(ANSWER);
  expect(answer).toMatchObject({ estimated_run_time: 2, schedules: [{ seconds: 60 }] });
  expect(JSON.stringify(answer)).toBe(ANSWER.replace("2.0", "2").replace("60.0", "60"));
});

test("an answer whose numbers are as JavaScript writes them is plain", () => {
  expect(readExact('{"value":{"rows":5,"share":0.25}}')).toStrictEqual({ value: { rows: 5, share: 0.25 } });
});

test("it is known where numbers are kept as text", () => {
  expect(
    ["null", "7", '[{"value":[1,{"a":5.0}]}]', '{"value":5}'].map((text) => holdsRawNumber(readExact(text))),
  ).toStrictEqual([false, false, true, false]);
});
