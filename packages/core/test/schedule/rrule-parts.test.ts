import { expect, test } from "vitest";
import { parseRule } from "../../src/schedule/rrule-parts.ts";

test.each([
  ["FREQ=SOMETIMES", "a rule says how often: FREQ"],
  ["INTERVAL=1", "a rule says how often: FREQ"],
  ["FREQ=DAILY=1", "unknown parameter 'FREQ'"],
  ["FREQ=DAILY;COLOUR=1", "unknown parameter 'COLOUR'"],
  ["FREQ=DAILY;COUNT", "unknown parameter 'COUNT'"],
  ["FREQ=DAILY;", "unknown parameter ''"],
  ["FREQ=DAILY;INTERVAL=0", "invalid 'INTERVAL': 0"],
  ["FREQ=DAILY;INTERVAL=", "invalid 'INTERVAL': "],
  ["FREQ=DAILY;COUNT=-1", "invalid 'COUNT': -1"],
  ["FREQ=DAILY;COUNT=1X", "invalid 'COUNT': 1X"],
  ["FREQ=DAILY;COUNT=X1", "invalid 'COUNT': X1"],
  ["FREQ=DAILY;BYMONTH=1,13", "invalid 'BYMONTH': 1,13"],
  ["FREQ=DAILY;BYMONTH=0,1", "invalid 'BYMONTH': 0,1"],
  ["FREQ=DAILY;BYHOUR=1,", "invalid 'BYHOUR': "],
  ["FREQ=DAILY;BYSETPOS=0,1", "invalid 'BYSETPOS': 0"],
  ["FREQ=DAILY;BYSETPOS=367", "invalid 'BYSETPOS': 367"],
  ["FREQ=DAILY;BYDAY=XX", "invalid weekday: XX"],
  ["FREQ=DAILY;BYDAY=XMO", "invalid weekday: XMO"],
  ["FREQ=DAILY;BYDAY=MOX", "invalid weekday: MOX"],
  ["FREQ=DAILY;BYDAY=", "invalid weekday: "],
  ["FREQ=DAILY;WKST=XX", "invalid weekday: XX"],
  ["FREQ=MONTHLY;BYDAY=0MO", "invalid weekday: 0MO"],
  ["FREQ=MONTHLY;BYDAY=MO(0)", "invalid weekday: MO(0)"],
])("%s is no rule: %s", (text, reason) => {
  expect(() => parseRule(text)).toThrow(new SyntaxError(reason));
});
