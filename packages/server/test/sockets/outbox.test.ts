import { expect, test } from "vitest";
import { Outbox, type OutboxSocket } from "../../src/sockets/outbox.ts";

const MEGABYTE = 1024 * 1024;

/** A socket whose other end takes what the test lets it take. */
class SlowSocket implements OutboxSocket {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly #onSent: (() => void)[] = [];

  send(text: string, onSent: () => void): void {
    this.sent.push(text);
    this.#onSent.push(onSent);
  }

  /** The other end has taken one frame. */
  take(): void {
    this.#onSent.shift()?.();
  }
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index));
}

test("a client that keeps up is sent everything at once, in order", () => {
  const socket = new SlowSocket();
  const outbox = new Outbox(socket);
  const frames = numbered(1000);
  for (const frame of frames) expect(outbox.offer(frame)).toBe(true);
  expect(socket.sent).toEqual(frames);
});

test("of a client that is behind 256 frames wait, and those that come while they do are dropped", () => {
  const socket = new SlowSocket();
  const outbox = new Outbox(socket);
  outbox.offer("first");
  socket.bufferedAmount = MEGABYTE;
  const taken = numbered(300).map((frame) => outbox.offer(frame));
  expect(taken.filter(Boolean)).toHaveLength(256);
  expect(socket.sent).toEqual(["first"]);
  socket.bufferedAmount = 0;
  socket.take();
  expect(socket.sent).toEqual(["first", ...numbered(256)]);
  expect(outbox.offer("last")).toBe(true);
});

test("who waits goes on when nothing waits any more, or when the socket has closed", async () => {
  const socket = new SlowSocket();
  const outbox = new Outbox(socket);
  await outbox.idle();
  outbox.offer("first");
  socket.bufferedAmount = MEGABYTE;
  outbox.offer("second");
  const space = outbox.idle();
  socket.bufferedAmount = 0;
  socket.take();
  await space;
  socket.bufferedAmount = MEGABYTE;
  outbox.offer("third");
  const closed = outbox.idle();
  socket.readyState = 3;
  socket.take();
  await closed;
  expect(socket.sent).toEqual(["first", "second"]);
});
