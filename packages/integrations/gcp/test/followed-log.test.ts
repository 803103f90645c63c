import { expect, test } from "vitest";
import { FollowedLog } from "../src/followed-log.ts";
import { logStamp } from "../src/log-stamp.ts";
import type { LoggedLine } from "../src/logged-line.ts";

const execution = "projects/zoo/locations/europe-west1/jobs/feed/executions/feed-x";

function followed(toldUntil: string | null = null) {
  const seen: string[] = [];
  const log = new FollowedLog({
    execution,
    since: "2026-07-01T10:00:00Z",
    toldUntil,
    onLine: (line) => seen.push(line),
    onTold: (at) => seen.push(`until ${at.slice(11, 19)}`),
    onTrouble: (reason) => seen.push(reason),
  });
  return { log, lines: () => seen.filter((each) => !each.startsWith("until")), seen };
}

function line(text: string, time: string, id = text): LoggedLine {
  return { at: logStamp(`2026-07-01T${time}Z`), id, execution: "feed-x", line: text };
}

test.each([
  ["2026-07-01T10:00:00Z", "2026-07-01T10:00:00.000000000Z"],
  ["2026-07-01T10:00:00.5Z", "2026-07-01T10:00:00.500000000Z"],
  ["2026-07-01T10:00:00.123456789Z", "2026-07-01T10:00:00.123456789Z"],
])("times sort as texts: %s", (given, stamp) => {
  expect(logStamp(given)).toBe(stamp);
});

test("its name says whose it is", () => {
  const { log } = followed();
  expect([log.project, log.execution, log.from]).toEqual(["zoo", "feed-x", "2026-07-01T10:00:00.000000000Z"]);
});

test("a line that comes again is not told again, and one of the same time is", () => {
  const { log, seen } = followed();
  const a = line("a", "10:00:01");
  for (const each of [a, line("b", "10:00:01"), a]) log.take(each);
  expect(seen).toEqual(["a", "until 10:00:01", "b", "until 10:00:01"]);
});

test("a line that is late is told, until all that is so old has been asked for", () => {
  const { log, lines } = followed();
  log.take(line("a", "10:00:20"));
  log.readUntil(line("", "10:00:20").at);
  log.take(line("late", "10:00:06"));
  log.take(line("a", "10:00:20"));
  log.readUntil(line("", "10:01:00").at);
  expect(log.from).toBe("2026-07-01T10:00:45.000000000Z");
  log.take(line("too late", "10:00:44"));
  log.readUntil(line("", "10:00:30").at);
  expect(log.from).toBe("2026-07-01T10:00:45.000000000Z");
  expect(lines()).toEqual(["a", "late"]);
});

test("what another worker told is not told again", () => {
  const { log, lines } = followed(logStamp("2026-07-01T10:00:05.25Z"));
  for (const each of [line("old", "10:00:05.25"), line("new", "10:00:05.251")]) log.take(each);
  expect(lines()).toEqual(["new"]);
});
