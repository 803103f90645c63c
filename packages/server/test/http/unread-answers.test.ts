import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { fastify } from "fastify";
import { expect, test } from "vitest";
import { endUnreadAnswers } from "../../src/http/unread-answers.ts";

test("the connection of a client that does not read its answer is ended", async () => {
  const app = fastify();
  endUnreadAnswers(app, 100);
  app.get("/", async () => "x".repeat(64 * 1024 * 1024));
  await app.listen({ host: "127.0.0.1", port: 0 });
  const accepted = once(app.server, "connection") as Promise<[Socket]>;
  const client = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
  client.pause();
  client.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
  const [connection] = await accepted;
  await once(connection, "close");
  expect(connection.destroyed).toBe(true);
  client.destroy();
  await app.close();
});
