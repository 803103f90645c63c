import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiError } from "@tutti/core/errors";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toJson } from "../../../src/store/rows/json-column.ts";
import { CommandQueue } from "../../../src/store/sqlite/command-queue.ts";
import { openReader, openWriter, type Connection } from "../../../src/store/sqlite/connection.ts";
import { GroupCommit, type Answer, type Work } from "../../../src/store/sqlite/group-commit.ts";
import { prepareFile } from "../../../src/store/sqlite/prepare-file.ts";
import { testDeps } from "../../support/test-clock.ts";

const deps = testDeps();
let folder: string;
let path: string;
let connection: Connection;
let group: GroupCommit;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tutti-group-"));
  path = join(folder, "tutti.db");
  await prepareFile(path, deps);
  connection = openWriter(path);
  group = new GroupCommit(connection, deps);
});

afterEach(() => {
  connection.close();
  rmSync(folder, { recursive: true });
});

/** Keeps a setting of that key. */
function keep(key: string, value = "1"): Work {
  return async (tx) => {
    const now = deps.now();
    const row = { id: deps.newId(), created: now, updated: now, key, value: toJson<unknown>(value) };
    await tx.insertInto("configuration").values(row).execute();
    return { result: key, changes: () => [{ kind: "flow-run-deleted", id: key }] };
  };
}

function refuse(detail: string): Work {
  return () => Promise.reject(new ApiError("conflict", detail));
}

/** Writes, and fails then. */
function keepAndFail(key: string): Work {
  return async (tx, given) => {
    await keep(key)(tx, given);
    throw new ApiError("conflict", `${key} after all not`);
  };
}

/** What another connection sees: what is committed. */
function committedKeys(): string[] {
  const reader = openReader(path);
  try {
    return reader
      .prepare<[], { key: string }>("select key from configuration order by key")
      .all()
      .map((row) => row.key);
  } finally {
    reader.close();
  }
}

function codes(answers: readonly Answer[]): unknown[] {
  return answers.map((answer) => {
    if (answer.ok) return answer.result;
    return answer.error instanceof ApiError ? answer.error.code : answer.error;
  });
}

describe("a group", () => {
  test("is committed when its answers are there", async () => {
    const { answers, changes } = await group.run([keep("a"), keep("b")]);
    expect(codes(answers)).toEqual(["a", "b"]);
    expect(committedKeys()).toEqual(["a", "b"]);
    expect(changes.flatMap((change) => change())).toEqual([
      { kind: "flow-run-deleted", id: "a" },
      { kind: "flow-run-deleted", id: "b" },
    ]);
  });

  test("is not visible before its commit", async () => {
    const seen: string[][] = [];
    const look: Work = async () => {
      seen.push(committedKeys());
      return { result: "looked" };
    };
    await group.run([keep("a"), look]);
    expect(seen).toEqual([[]]);
  });

  test.each([
    { title: "that refuses before it writes", failing: refuse("no") },
    { title: "that fails after it has written", failing: keepAndFail("b") },
    { title: "that breaks a unique key", failing: keep("a") },
  ])("keeps what the neighbours of a work did $title", async ({ failing }) => {
    const { answers, changes } = await group.run([keep("a"), failing, keep("c")]);
    expect(codes(answers)).toEqual(["a", "conflict", "c"]);
    expect(committedKeys()).toEqual(["a", "c"]);
    expect(changes).toHaveLength(2);
  });

  test("lets a later work see what an earlier one of the group did", async () => {
    const count: Work = async (tx) => ({ result: (await tx.selectFrom("configuration").selectAll().execute()).length });
    const { answers } = await group.run([keep("a"), count, keepAndFail("b"), count]);
    expect(codes(answers)).toEqual(["a", 1, "conflict", 1]);
  });

  test("gives back a fault as it is: it is not the database's", async () => {
    const fault = new TypeError("a mistake");
    const { answers } = await group.run([() => Promise.reject(fault)]);
    expect(answers).toEqual([{ ok: false, error: fault }]);
  });
});

describe("a full disk", () => {
  const large = "x".repeat(200_000);

  function limitPages(extra: number): void {
    const pages = Number(connection.pragma("page_count", { simple: true }));
    connection.pragma(`max_page_count = ${pages + extra}`);
  }

  test("is answered to all of the group it hit, keeps nothing of it, and the next group goes on when there is space", async () => {
    limitPages(4);
    const full = await group.run([keep("small"), keep("large", large), keep("after")]);
    expect(new Set(codes(full.answers))).toEqual(new Set(["disk_full"]));
    expect(full.changes).toEqual([]);
    expect(committedKeys()).toEqual([]);
    limitPages(1000);
    const { answers } = await group.run([keep("small"), keep("large", large)]);
    expect(codes(answers)).toEqual(["small", "large"]);
    expect(committedKeys()).toEqual(["large", "small"]);
  });
});

describe("the queue", () => {
  test("answers in order, and commits together what came while a commit was under way", async () => {
    const settled: string[] = [];
    const groups: number[] = [];
    const queue = new CommandQueue(group, ({ changes }) => groups.push(changes.length));
    const add = (key: string) =>
      new Promise<void>((resolve) => {
        queue.add([
          {
            work: keep(key),
            settle: (answer) => {
              expect(committedKeys()).toContain(key);
              settled.push(answer.ok ? key : "failed");
              resolve();
            },
          },
        ]);
      });
    await Promise.all(["a", "b", "c"].map(add));
    await add("d");
    expect(settled).toEqual(["a", "b", "c", "d"]);
    expect(groups).toEqual([1, 2, 1]);
  });
});
