import { once } from "node:events";
import { createServer } from "node:http";
import type { EventMessage } from "@tutti/core/wire/event";
import { afterEach, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { fixedAddress } from "../src/api-address.ts";
import { EventSession, type EventSessionOptions } from "../src/event-session.ts";
import { ApiClient } from "../src/http.ts";

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that speaks the session's protocol, and answers frames as the test says. */
class Peer {
  readonly frames: string[][] = [];
  readonly url: string;
  connections = 0;
  onFrame: (socket: WebSocket, ids: string[]) => void = () => undefined;

  constructor(url: string) {
    this.url = url;
  }
}

async function startPeer(protocol: "tutti.v1" | "prefect", password: string | null = null): Promise<Peer> {
  const http = createServer((_request, response) => {
    if (protocol === "tutti.v1") response.setHeader("x-tutti-version", "0.1.0");
    response.end('"3.8.8"');
  });
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => protocol });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const address = http.address();
  if (typeof address !== "object" || address === null) throw new Error("not listening");
  const peer = new Peer(`http://127.0.0.1:${address.port}/api`);
  sockets.on("connection", (socket) => {
    peer.connections++;
    let isLetIn = false;
    socket.on("message", (data: Buffer) => {
      const message: unknown = JSON.parse(data.toString());
      if (isLetIn) {
        const ids = [message].flat().map((event) => (event as EventMessage).id);
        peer.frames.push(ids);
        peer.onFrame(socket, ids);
      } else if ((message as { token: unknown }).token !== password) {
        socket.close(1008);
      } else {
        isLetIn = true;
        socket.send('{"type":"auth_success"}');
      }
    });
  });
  closing.push(async () => {
    for (const client of sockets.clients) client.terminate();
    http.closeAllConnections();
    http.close();
    await once(http, "close");
  });
  return peer;
}

function open(
  peer: Peer,
  authString: string | null = null,
  options: Omit<EventSessionOptions, "api"> = {},
): EventSession {
  const api = new ApiClient({ locate: fixedAddress(peer.url, authString) });
  const session = new EventSession({ api, ...options });
  closing.unshift(() => session.close());
  return session;
}

function event(id: string): EventMessage {
  return { id, occurred: "2026-01-01T00:00:00Z", event: "test", resource: {}, related: [], payload: {} };
}

function acknowledgeLast(socket: WebSocket, ids: string[]): void {
  socket.send(JSON.stringify({ ack: ids.at(-1) }));
}

test("an event is committed when the server acknowledges it", async () => {
  const peer = await startPeer("tutti.v1");
  peer.onFrame = acknowledgeLast;
  await open(peer).commit(event("a"));
  expect(peer.frames).toEqual([["a"]]);
});

test("events given in one turn travel in one message, in order, and one acknowledgement settles them", async () => {
  const peer = await startPeer("tutti.v1");
  peer.onFrame = acknowledgeLast;
  const session = open(peer);
  await session.commit(event("first"));
  session.post(event("a"), () => undefined);
  await Promise.all([session.commit(event("b")), session.commit(event("c"))]);
  expect(peer.frames).toEqual([["first"], ["a", "b", "c"]]);
});

test("a refused event rejects with its code; the others are committed", async () => {
  const peer = await startPeer("tutti.v1");
  peer.onFrame = (socket, ids) => {
    socket.send(JSON.stringify({ nack: ids[0], code: "lease_lost", detail: "epoch 2" }));
    acknowledgeLast(socket, ids);
  };
  const session = open(peer);
  const outcomes = await Promise.allSettled([session.commit(event("a")), session.commit(event("b"))]);
  expect(outcomes).toMatchObject([{ reason: { code: "lease_lost", detail: "epoch 2" } }, { status: "fulfilled" }]);
});

test("what was not acknowledged before the connection broke is sent again on the next", async () => {
  const peer = await startPeer("tutti.v1");
  peer.onFrame = (socket, ids) => {
    if (peer.connections === 1) socket.terminate();
    else acknowledgeLast(socket, ids);
  };
  await open(peer).commit(event("a"));
  expect(peer.frames).toEqual([["a"], ["a"]]);
});

test("a server that closes each connection is called less and less often, with its reason told", async () => {
  const peer = await startPeer("tutti.v1");
  const reasons: string[] = [];
  peer.onFrame = (socket, ids) => {
    if (reasons.length < 3) socket.close(1013, "the disk is full");
    else acknowledgeLast(socket, ids);
  };
  await open(peer, null, { onWaiting: (reason) => reasons.push(reason) }).commit(event("a"));
  expect(reasons).toEqual(["the disk is full", "the disk is full", "the disk is full"]);
  expect(peer.connections).toBe(4);
});

test("events are given up when a server that takes connections commits nothing for too long", async () => {
  const peer = await startPeer("tutti.v1");
  peer.onFrame = (socket) => {
    socket.close(1013, "the disk is full");
  };
  const session = open(peer, null, { giveUpAfterMs: 200 });
  await expect(session.commit(event("a"))).rejects.toMatchObject({
    code: "unreachable_server",
    detail: "the disk is full",
  });
  expect(peer.connections).toBeLessThan(6);
});

test.each([
  {
    how: "by whoever waited for them",
    report: (session: EventSession) => session.commit(event("a")).catch(() => session.commit(event("b"))),
  },
  {
    how: "by whoever hears of it at once",
    report: (session: EventSession) =>
      new Promise<void>((_resolve, reject) => {
        session.post(event("a"), () => session.post(event("b"), reject));
      }),
  },
])("what is reported when events are given up, $how, is not left lying", async ({ report }) => {
  const api = new ApiClient({ locate: fixedAddress("http://127.0.0.1:1/api"), retryForMs: 0 });
  const session = new EventSession({ api, giveUpAfterMs: 0 });
  closing.push(() => session.close());
  await expect(report(session)).rejects.toMatchObject({ code: "unreachable_server" });
});

test("on a Prefect server an event is committed when the pong to a later ping is back", async () => {
  const peer = await startPeer("prefect");
  const session = open(peer);
  await Promise.all([session.commit(event("a")), session.commit(event("b"))]);
  expect(peer.frames).toEqual([["a"], ["b"]]);
});

test("a wrong password gives everything up at once, and says so", async () => {
  const peer = await startPeer("tutti.v1", "admin:right");
  await expect(open(peer, "admin:wrong").commit(event("a"))).rejects.toMatchObject({ code: "unauthorized" });
});

test("a right password is let in", async () => {
  const peer = await startPeer("tutti.v1", "admin:right");
  peer.onFrame = acknowledgeLast;
  await expect(open(peer, "admin:right").commit(event("a"))).resolves.toBeUndefined();
});

test("closing waits for what is under way, and refuses what comes later", async () => {
  const peer = await startPeer("tutti.v1");
  peer.onFrame = acknowledgeLast;
  const session = open(peer);
  const committed = session.commit(event("a"));
  await session.close();
  await committed;
  await expect(session.commit(event("b"))).rejects.toMatchObject({ code: "run_aborted" });
});

test("a full session makes room as acknowledgements come in", async () => {
  const peer = await startPeer("tutti.v1");
  const held: (() => void)[] = [];
  peer.onFrame = (socket, ids) => held.push(() => acknowledgeLast(socket, ids));
  const session = open(peer);
  for (let count = 0; count < 10_000; count++) session.post(event(`e${count}`), () => undefined);
  expect(session.isFull).toBe(true);
  const room = session.whenRoom();
  peer.onFrame = acknowledgeLast;
  for (const acknowledge of held) acknowledge();
  await room;
  expect(session.isFull).toBe(false);
});
