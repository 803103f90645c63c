import { expect, test } from "vitest";
import type { LogPart } from "../src/cloudwatch-logs.ts";
import { TaskLog } from "../src/task-log.ts";

class Refusal extends Error {
  constructor(name: string) {
    super(`refused: ${name}`);
    this.name = name;
  }
}

/** A log that answers in turn with parts and errors, and then with nothing new. */
function logOf(answers: (LogPart | Error)[], toldUntil: string | null = null) {
  const seen: string[] = [];
  const log = new TaskLog({
    read: async (from) => {
      seen.push(`from ${from}`);
      const answer = answers.shift() ?? { lines: [], next: from };
      if (answer instanceof Error) throw answer;
      return answer;
    },
    toldUntil,
    onLine: (line) => seen.push(line),
    onTold: (until) => seen.push(`until ${until}`),
    onTrouble: (reason) => seen.push(`trouble: ${reason}`),
  });
  return { log, seen };
}

test("a look tells all that is new, and goes on where the last one ended", async () => {
  const { log, seen } = logOf([
    { lines: ["a", "b"], next: "1" },
    { lines: ["c"], next: "2" },
    { lines: [], next: "2" },
    { lines: ["d"], next: "3" },
  ]);
  await log.look();
  await log.look();
  expect(seen.filter((each) => !each.startsWith("until"))).toEqual([
    "from null",
    "a",
    "b",
    "from 1",
    "c",
    "from 2",
    "from 2",
    "d",
    "from 3",
  ]);
});

test("what another worker told is not told again", async () => {
  const { log, seen } = logOf([{ lines: ["new"], next: "8" }], "7");
  await log.look();
  expect(seen.slice(0, 3)).toEqual(["from 7", "new", "until 8"]);
});

test("a log that is not there yet, or not to be had for a while, is looked at again", async () => {
  const { log, seen } = logOf([
    new Refusal("ResourceNotFoundException"),
    new Refusal("ThrottlingException"),
    { lines: ["a"], next: "1" },
  ]);
  for (let look = 0; look < 3; look++) await log.look();
  expect(seen.filter((each) => !each.startsWith("from"))).toEqual(["a", "until 1"]);
});

test("one that may not be read says so once", async () => {
  const { log, seen } = logOf([new Refusal("AccessDeniedException"), { lines: ["a"], next: "1" }]);
  await log.look();
  await log.look();
  expect(seen).toEqual([
    "from null",
    expect.stringMatching(/^trouble: .*CloudWatch: the credentials are refused \(AccessDeniedException\)/),
  ]);
});

test("when the task has ended the last lines are waited for, where there were any", async () => {
  const { log, seen } = logOf([
    { lines: ["a"], next: "1" },
    { lines: [], next: "1" },
    { lines: ["b"], next: "2" },
  ]);
  await log.finish(1);
  expect(seen.filter((each) => /^[ab]$/.test(each))).toEqual(["a", "b"]);
  const without = logOf([new Refusal("ResourceNotFoundException"), { lines: ["a"], next: "1" }]);
  await without.log.finish(1);
  expect(without.seen).toEqual(["from null"]);
});
