import type { WorkPoolRow } from "@tutti/core/wire/dashboard-work";
import { expect, test } from "vitest";
import { matchingPools, readWorkPoolsSearch } from "../../../src/features/work-pools/work-pools-search.ts";

function row(name: string, type: string, due = 0): WorkPoolRow {
  return {
    id: name,
    created: null,
    updated: null,
    name,
    description: null,
    type,
    is_paused: false,
    concurrency_limit: null,
    status: "READY",
    default_queue_id: null,
    active_slots: null,
    workers_online: 0,
    workers: 0,
    last_heartbeat_time: null,
    running: 0,
    pending: 0,
    due,
    due_since: null,
    queues: 1,
    ended: 0,
    completed: 0,
  };
}

const rows = [row("b", "process", 2), row("a", "process"), row("c", "docker", 5)];

test.each([
  [{}, ["a", "b", "c"]],
  [{ sort: "name-desc" as const }, ["c", "b", "a"]],
  [{ sort: "type" as const }, ["c", "a", "b"]],
  [{ sort: "due" as const }, ["c", "b", "a"]],
  [{ q: "DOCK" }, ["c"]],
  [{ q: "none" }, []],
])("%j lists %j", (search, names) => {
  expect(matchingPools(rows, search).map(({ name }) => name)).toStrictEqual(names);
});

test("the address is read key by key", () => {
  expect(readWorkPoolsSearch({ q: "x", sort: "due", other: "1" })).toStrictEqual({ q: "x", sort: "due" });
});
