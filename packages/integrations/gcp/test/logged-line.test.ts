import { expect, test } from "vitest";
import { logEntry, loggedLine } from "../src/logged-line.ts";

test.each([
  [{ textPayload: "loaded \n" }, "loaded"],
  [{ jsonPayload: { message: "loaded" } }, "loaded"],
  [{ jsonPayload: { message: "loaded", rows: 2 } }, '{"message":"loaded","rows":2}'],
  [{ jsonPayload: { rows: 2 } }, '{"rows":2}'],
  [{}, "{}"],
])("an entry is the line that was printed: %j", (payload, line) => {
  const labels = { "run.googleapis.com/execution_name": "feed-x", "run.googleapis.com/task_index": "0" };
  const entry = logEntry.parse({ timestamp: "2026-07-01T10:00:00.5Z", insertId: "i", labels, ...payload });
  expect(loggedLine(entry)).toEqual({ at: "2026-07-01T10:00:00.500000000Z", id: "i", execution: "feed-x", line });
});
