import { expect, test } from "vitest";
import type { LiveChange, LiveFrame } from "@tutti/core/wire/live";
import type { Log } from "@tutti/core/wire/log";
import { LiveFeed, type FeedSocket } from "../../src/sockets/live-feed.ts";

class Recorder implements FeedSocket {
  readonly OPEN = 1;
  readonly readyState = 1;
  bufferedAmount = 0;
  readonly frames: LiveFrame[] = [];

  send(text: string): void {
    this.frames.push(JSON.parse(text));
  }
}

const RUN = "0192f0c1-2345-7678-9abc-def012345678";
const OTHER = "0192f0c1-2345-7678-9abc-def012345679";

function log(flow_run_id: string | null, message: string): Log {
  const at = "2026-11-22T10:00:00Z";
  return {
    id: RUN,
    created: at,
    updated: at,
    name: "x",
    level: 20,
    message,
    timestamp: at,
    flow_run_id,
    task_run_id: null,
  };
}

const gone = (id: string): LiveChange => ({ kind: "flow-run-deleted", id });
const logs = (...lines: Log[]): LiveChange => ({ kind: "logs", logs: lines });

function feed(topics: readonly ("flow-runs" | `flow-run:${string}`)[]) {
  const socket = new Recorder();
  const made = new LiveFeed(socket);
  made.watch(topics);
  return { socket, feed: made };
}

test("a subscription is answered with where the numbers stand", () => {
  expect(feed(["flow-runs"]).socket.frames).toEqual([{ type: "ready", seq: 0 }]);
});

test.each([
  ["the list hears of runs", ["flow-runs"] as const, [gone(RUN), logs(log(RUN, "a"))], [gone(RUN)]],
  ["a run's page hears of it alone", [`flow-run:${RUN}`] as const, [gone(OTHER), gone(RUN)], [gone(RUN)]],
  [
    "of logs only those of the run are told",
    [`flow-run:${RUN}`] as const,
    [logs(log(OTHER, "other"), log(RUN, "mine"), log(null, "nobody's"))],
    [logs(log(RUN, "mine"))],
  ],
  [
    "logs are never folded",
    [`flow-run:${RUN}`] as const,
    [logs(log(RUN, "1")), logs(log(RUN, "2"))],
    [logs(log(RUN, "1")), logs(log(RUN, "2"))],
  ],
  [
    "of one row only the newest change is told, in its place",
    ["flow-runs"] as const,
    [gone(RUN), gone(OTHER), gone(RUN)],
    [gone(OTHER), gone(RUN)],
  ],
])("%s", (_rule, topics, changes, told) => {
  const { socket, feed: live } = feed(topics);
  live.add(changes);
  live.flush();
  expect(socket.frames.slice(1)).toEqual([{ type: "changes", seq: 1, changes: told }]);
});

test("nothing is sent for what nobody watches", () => {
  const { socket, feed: live } = feed([]);
  live.add([gone(RUN)]);
  live.flush();
  expect(socket.frames).toEqual([{ type: "ready", seq: 0 }]);
});

test("frames are numbered one by one, a new subscription says where they stand", () => {
  const { socket, feed: live } = feed(["flow-runs"]);
  for (const id of [RUN, OTHER]) {
    live.add([gone(id)]);
    live.flush();
  }
  live.watch([`flow-run:${RUN}`]);
  expect(socket.frames.map((frame) => [frame.type, frame.seq])).toEqual([
    ["ready", 0],
    ["changes", 1],
    ["changes", 2],
    ["ready", 2],
  ]);
});

test("one that reads too slowly is dropped from, and told by a gap when it has caught up", () => {
  const { socket, feed: live } = feed(["flow-runs"]);
  socket.bufferedAmount = 2 * 1024 * 1024;
  live.add([gone(RUN)]);
  live.flush();
  live.add([gone(OTHER)]);
  live.flush();
  expect([live.isBehind, socket.frames.length]).toEqual([true, 1]);
  socket.bufferedAmount = 0;
  live.flush();
  live.add([gone(RUN)]);
  live.flush();
  expect([live.isBehind, socket.frames.slice(1)]).toEqual([
    false,
    [
      { type: "changes", seq: 2, changes: [] },
      { type: "changes", seq: 3, changes: [gone(RUN)] },
    ],
  ]);
});

test("more changes than a page can use between two frames are a gap too", () => {
  const { socket, feed: live } = feed([`flow-run:${RUN}`]);
  live.add(Array.from({ length: 5001 }, (_, index) => logs(log(RUN, String(index)))));
  expect(live.isBehind).toBe(true);
  live.flush();
  expect(socket.frames.at(-1)).toEqual({ type: "changes", seq: 2, changes: [] });
});
