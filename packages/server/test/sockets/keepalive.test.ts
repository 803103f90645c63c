import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { Keepalive, type WatchedSocket } from "../../src/sockets/keepalive.ts";

class Peer extends EventEmitter implements WatchedSocket {
  readonly OPEN = 1;
  readyState = 1;
  isPaused = false;
  readonly calls: string[] = [];

  ping(): void {
    this.calls.push("ping");
  }

  terminate(): void {
    this.calls.push("terminate");
    this.emit("close");
  }
}

function watched(): { keepalive: Keepalive; peer: Peer } {
  const keepalive = new Keepalive(20_000);
  const peer = new Peer();
  keepalive.watch(peer);
  return { keepalive, peer };
}

test("a socket whose other end is silent for two rounds is ended", () => {
  const { keepalive, peer } = watched();
  for (let round = 0; round < 4; round += 1) keepalive.tick();
  expect(peer.calls).toEqual(["ping", "ping", "terminate"]);
});

test.each(["pong", "message", "ping"])("a %s is a sign of life", (sign) => {
  const { keepalive, peer } = watched();
  for (let round = 0; round < 4; round += 1) {
    keepalive.tick();
    peer.emit(sign);
  }
  expect(peer.calls).toEqual(["ping", "ping", "ping", "ping"]);
  peer.emit("close");
});

test("a socket that is not read cannot answer, and stays", () => {
  const { keepalive, peer } = watched();
  peer.isPaused = true;
  for (let round = 0; round < 4; round += 1) keepalive.tick();
  expect(peer.calls).not.toContain("terminate");
  peer.emit("close");
});
