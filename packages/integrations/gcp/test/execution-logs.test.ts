import { expect, test } from "vitest";
import type { LogPage, LogQuery } from "../src/cloud-logging.ts";
import { ExecutionLogs } from "../src/execution-logs.ts";
import { ApiFailure } from "../src/google-api.ts";
import { MOST_EXECUTIONS } from "../src/log-filter.ts";

const EVERY_MS = 5;

/** Cloud Logging that answers in turn, and then with nothing; what it was asked is kept. */
class Log {
  readonly asked: (LogQuery & { readonly from: string | null })[] = [];
  readonly #answers: (LogPage | Error)[];
  readonly logs = new ExecutionLogs(this, EVERY_MS);

  constructor(...answers: (LogPage | Error)[]) {
    this.#answers = answers;
  }

  async read(query: LogQuery, from: string | null): Promise<LogPage> {
    this.asked.push({ ...query, from });
    const answer = this.#answers.shift() ?? { lines: [], next: null };
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

function page(next: string | null, ...lines: (readonly [execution: string, line: string])[]): LogPage {
  const at = "2026-07-01T10:00:01.000000000Z";
  return { lines: lines.map(([execution, line]) => ({ at, id: line, execution, line })), next };
}

function follow({ logs }: Log, name: string) {
  const seen: string[] = [];
  const following = logs.follow({
    execution: `projects/zoo/locations/l/jobs/j/executions/${name}`,
    since: "2026-07-01T10:00:00Z",
    toldUntil: null,
    onLine: (line) => seen.push(line),
    onTold: () => undefined,
    onTrouble: (reason) => seen.push(`trouble: ${reason}`),
  });
  return { seen, finish: () => following.finish() };
}

test("one query asks for all that are followed, page by page, and each is told its lines", async () => {
  const log = new Log(page("2", ["a", "a1"], ["b", "b1"]), page(null, ["a", "a2"], ["b", "b2"], ["c", "c1"]));
  const [a, b] = [follow(log, "a"), follow(log, "b")];
  await Promise.all([a.finish(), b.finish()]);
  expect([a.seen, b.seen]).toEqual([
    ["a1", "a2"],
    ["b1", "b2"],
  ]);
  const query = { projects: ["zoo"], executions: ["a", "b"], since: "2026-07-01T10:00:00.000000000Z" };
  expect(log.asked.slice(0, 2)).toEqual([
    { ...query, from: null },
    { ...query, from: "2" },
  ]);
});

test("more than one query can hold are asked for by several", async () => {
  const log = new Log();
  const all = Array.from({ length: MOST_EXECUTIONS + 1 }, (_, index) => follow(log, `e${index}`));
  await Promise.all(all.map(({ finish }) => finish()));
  expect(log.asked.slice(0, 2).map(({ executions }) => executions.length)).toEqual([MOST_EXECUTIONS, 1]);
});

test("when an execution has ended, lines that are late are asked for again, and then nothing", async () => {
  const log = new Log(page(null), page(null), page(null, ["a", "late"]));
  const a = follow(log, "a");
  await a.finish();
  expect(a.seen).toEqual(["late"]);
  const asked = log.asked.length;
  await new Promise((resolve) => setTimeout(resolve, 10 * EVERY_MS));
  expect(log.asked).toHaveLength(asked);
});

test("of one that printed nothing it is sure after a while", async () => {
  const log = new Log();
  const a = follow(log, "a");
  await a.finish();
  expect(a.seen).toEqual([]);
});

test("too many questions, and no answer at all, are tried again and told to nobody", async () => {
  const log = new Log(new ApiFailure(429, "Quota exceeded"), new ApiFailure(null, "hang up"), page(null, ["a", "a1"]));
  const a = follow(log, "a");
  await a.finish();
  expect(a.seen).toEqual(["a1"]);
});

test("what is refused is told once to each, and not asked for again", async () => {
  const denied = new ApiFailure(403, "Permission 'logging.logEntries.list' denied");
  const log = new Log(denied);
  const a = follow(log, "a");
  await a.finish();
  const later = follow(log, "later");
  await later.finish();
  const told = /^trouble: Cloud Logging: the credentials are refused \(Permission 'logging.logEntries.list' denied\)/;
  for (const { seen } of [a, later]) expect(seen).toEqual([expect.stringMatching(told)]);
  expect(log.asked).toHaveLength(1);
});
