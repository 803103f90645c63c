import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ControlChannel, type ControlSession } from "../../src/process/control-channel.ts";

let channel: ControlChannel;
beforeEach(() => {
  channel = new ControlChannel();
});
afterEach(() => channel.close());

/** An engine that comes with a token, says who it is, and answers each byte with this one. */
async function engine({ environment }: ControlSession, token = environment["PREFECT__CONTROL_TOKEN"], answer = "a") {
  const socket = connect(Number(environment["PREFECT__CONTROL_PORT"]), "127.0.0.1");
  await once(socket, "connect");
  const heard: string[] = [];
  socket.on("data", (bytes) => {
    heard.push(bytes.toString());
    socket.write(answer);
  });
  socket.write(`${token}\n\u0000PF\u0002\u0001`);
  return { heard, closed: once(socket, "close"), end: () => socket.destroy() };
}

/** The channel takes a moment to let an engine in. */
async function announced(session: ControlSession): Promise<boolean> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await session.announceCancel()) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}

test("an engine that came with its token hears that its run is cancelled, and says that it understood", async () => {
  const session = await channel.open();
  const own = await engine(session);
  expect(await announced(session)).toBe(true);
  expect(own.heard).toEqual(["c"]);
  session.end();
  await own.closed;
});

test("nobody is told where no engine came, or with another token, or with one that was used", async () => {
  const session = await channel.open();
  expect(await session.announceCancel()).toBe(false);
  const stranger = await engine(session, "0".repeat(32));
  await stranger.closed;
  const own = await engine(session);
  expect(await announced(session)).toBe(true);
  const second = await engine(session);
  await second.closed;
  expect(second.heard).toEqual([]);
  own.end();
  await own.closed;
  expect(await session.announceCancel()).toBe(false);
});

test("an engine that answers something else has not understood", async () => {
  const session = await channel.open();
  const odd = await engine(session, undefined, "x");
  while (odd.heard.length === 0) {
    expect(await session.announceCancel()).toBe(false);
    await new Promise((resolve) => setImmediate(resolve));
  }
  odd.end();
});
