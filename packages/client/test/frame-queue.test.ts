import { expect, test } from "vitest";
import { FrameQueue } from "../src/frame-queue.ts";

function queueOf(...ids: string[]) {
  const queue = new FrameQueue();
  const settled: string[] = [];
  for (const id of ids) {
    queue.push({
      id,
      text: `<${id}>`,
      settle: (error) => settled.push(error === null ? id : `${id}: ${error.message}`),
    });
  }
  return { queue, settled };
}

test("an acknowledgement settles its frame and all before it, in order", () => {
  const { queue, settled } = queueOf("a", "b", "c");
  queue.takeUnsent(Infinity);
  queue.acknowledge("b");
  expect(settled).toEqual(["a", "b"]);
  expect(queue.size).toBe(1);
});

test("an acknowledgement of an unknown frame settles nothing", () => {
  const { queue, settled } = queueOf("a");
  queue.takeUnsent(Infinity);
  queue.acknowledge("elsewhere");
  expect(settled).toEqual([]);
});

test("a refusal settles its frame alone; the frames around it wait on", () => {
  const { queue, settled } = queueOf("a", "b", "c");
  queue.takeUnsent(Infinity);
  queue.refuse("b", new Error("stale"));
  expect(settled).toEqual(["b: stale"]);
  queue.acknowledge("c");
  expect(settled).toEqual(["b: stale", "a", "c"]);
});

test("frames are taken once, as many as fit a message, at least one", () => {
  const { queue } = queueOf("a", "b", "c");
  expect(queue.takeUnsent(6)).toEqual(["<a>", "<b>"]);
  expect(queue.takeUnsent(1)).toEqual(["<c>"]);
  expect(queue.takeUnsent(6)).toEqual([]);
});

test("after a reconnect everything unacknowledged goes again, before what was never sent", () => {
  const { queue } = queueOf("a", "b");
  queue.takeUnsent(Infinity);
  queue.acknowledge("a");
  queue.push({ id: "c", text: "<c>", settle: () => undefined });
  queue.resend();
  expect(queue.takeUnsent(Infinity)).toEqual(["<b>", "<c>"]);
});

test("a pong settles what was sent before its ping, not what came after", () => {
  const { queue, settled } = queueOf("a", "b");
  queue.takeUnsent(Infinity);
  const seq = queue.lastSentSeq;
  queue.push({ id: "c", text: "<c>", settle: () => settled.push("c") });
  queue.takeUnsent(Infinity);
  queue.acknowledgeThrough(seq);
  expect(settled).toEqual(["a", "b"]);
});

test("whenSettled waits for the frames given before it, not for later ones", async () => {
  const { queue } = queueOf("a");
  const waiting = queue.whenSettled();
  queue.push({ id: "b", text: "<b>", settle: () => undefined });
  queue.takeUnsent(Infinity);
  queue.acknowledge("a");
  await waiting;
  expect(queue.size).toBe(1);
});

test("whenSettled resolves at once when nothing waits", async () => {
  await expect(new FrameQueue().whenSettled()).resolves.toBeUndefined();
});

test("giving up settles everything with the reason and empties the queue", async () => {
  const { queue, settled } = queueOf("a", "b");
  const waiting = queue.whenSettled();
  queue.failAll(new Error("gone"));
  await waiting;
  expect(settled).toEqual(["a: gone", "b: gone"]);
  expect([queue.size, queue.characters, queue.hasUnsent]).toEqual([0, 0, false]);
});
