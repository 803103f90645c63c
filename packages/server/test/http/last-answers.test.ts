import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { fastify } from "fastify";
import { expect, test } from "vitest";
import { closeUnusedUntil, endConnectionsWithAnswers, SilentConnections } from "../../src/http/last-answers.ts";

/** An app whose answers are held until they are let go. */
async function holdingApp() {
  const app = fastify();
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const stopping = Promise.withResolvers<void>();
  endConnectionsWithAnswers(app);
  app.addHook("preClose", async () => stopping.resolve());
  app.get("/", async () => {
    asked.resolve();
    await held.promise;
    return "late";
  });
  const silent = new SilentConnections(app.server);
  await app.listen({ host: "127.0.0.1", port: 0 });
  const stop = () => closeUnusedUntil(app.close(), app, silent);
  const { port } = app.server.address() as AddressInfo;
  return { app, port, asked: asked.promise, letGo: held.resolve, stop, stopping: stopping.promise };
}

test("what is under way when the server stops is answered, and is the last that its connection carries", async () => {
  const { port, asked, letGo, stop, stopping } = await holdingApp();
  const agent = new Agent({ keepAlive: true });
  const request = get({ host: "127.0.0.1", port, agent });
  const answered = once(request, "response") as Promise<[IncomingMessage]>;
  await asked;
  const stopped = stop();
  await stopping;
  letGo();
  const [response] = await answered;
  const chunks: Buffer[] = await response.toArray();
  expect([response.headers.connection, Buffer.concat(chunks).toString()]).toEqual(["close", "late"]);
  await stopped;
  agent.destroy();
});

test("a connection on which nobody ever asked for anything is not waited for", async () => {
  const { app, port, stop } = await holdingApp();
  const accepted = once(app.server, "connection");
  const socket = connect(port, "127.0.0.1");
  await accepted;
  const closed = once(socket, "close");
  await stop();
  await closed;
  expect(socket.bytesRead).toBe(0);
});
