import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { fixedAddress } from "../src/api-address.ts";
import { ApiClient } from "../src/http.ts";
import { ResponseError } from "../src/response-error.ts";
import { noApiAt } from "../src/server-info.ts";

type Reply = (request: IncomingMessage, response: ServerResponse) => void;

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(replies: Reply[]): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    if (request.url === "/api/admin/version") {
      response.setHeader("x-tutti-version", "0.1.0").end('"3.8.8"');
      return;
    }
    seen.push(`${request.method} ${request.url}`);
    replies.shift()?.(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("not listening");
  return { url: `http://127.0.0.1:${address.port}/api`, seen };
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return (_request, response) => void response.writeHead(status, headers).end(JSON.stringify(body));
}

const anything = { parse: (value: unknown) => value };

test.each([
  ["a page of another program", 200, "<!doctype html>", "foreign_server"],
  ["no such path", 404, "Not Found", "foreign_server"],
  ["a redirection", 307, "", "foreign_server"],
  ["a server that asks for a password", 401, "{}", "unauthorized"],
  ["a Prefect of another major version", 200, '"2.20.0"', "incompatible_server"],
])("%s at the address is told at once", async (_what, status, text, code) => {
  const server = createServer((_request, response) => void response.writeHead(status).end(text));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const api = new ApiClient({ locate: fixedAddress(`http://127.0.0.1:${port}`) });
  await expect(api.get("/thing", anything)).rejects.toMatchObject({ code });
});

test("an address without /api is told what it most likely should be", () => {
  expect(noApiAt("http://127.0.0.1:4200", 404).message).toBe(
    "No Tutti or Prefect API there: http://127.0.0.1:4200/admin/version was answered 404; " +
      "most likely it is at http://127.0.0.1:4200/api",
  );
});

test("a busy server is asked again after the time it names", async () => {
  const { url, seen } = await serve([answer(503, {}, { "retry-after": "0.01" }), answer(200, { fine: true })]);
  const api = new ApiClient({ locate: fixedAddress(url) });
  await expect(api.get("/thing", anything)).resolves.toEqual({ fine: true });
  expect(seen).toEqual(["GET /api/thing", "GET /api/thing"]);
});

test("a dropped connection is asked again", async () => {
  const { url, seen } = await serve([(request) => request.socket.destroy(), answer(201, { id: 1 })]);
  const api = new ApiClient({ locate: fixedAddress(url) });
  await expect(api.post("/things/", { a: 1 }, anything)).resolves.toEqual({ id: 1 });
  expect(seen).toHaveLength(2);
});

test.each([500, 404, 409, 422, 423])("a %i is an answer, not repeated", async (status) => {
  const { url, seen } = await serve([answer(status, { detail: "no" })]);
  const api = new ApiClient({ locate: fixedAddress(url) });
  await expect(api.get("/thing", anything)).rejects.toEqual(new ResponseError("GET /thing", status, { detail: "no" }));
  expect(seen).toHaveLength(1);
});

test("an answer without content is nothing", async () => {
  const { url } = await serve([(_request, response) => void response.writeHead(204).end()]);
  await expect(new ApiClient({ locate: fixedAddress(url) }).send("DELETE", "/thing")).resolves.toBeUndefined();
});

test("whose server it is comes from its header, and is asked once", async () => {
  const { url } = await serve([]);
  const api = new ApiClient({ locate: fixedAddress(url) });
  expect(await Promise.all([api.server(), api.server()])).toEqual([
    { kind: "tutti", version: "0.1.0" },
    { kind: "tutti", version: "0.1.0" },
  ]);
});

test("every request carries the API version and the credentials", async () => {
  const headers: Record<string, unknown>[] = [];
  const { url } = await serve([
    (request, response) => {
      headers.push({
        version: request.headers["x-prefect-api-version"],
        credentials: request.headers.authorization,
        epoch: request.headers["x-tutti-lease-epoch"],
      });
      response.end("{}");
    },
  ]);
  const api = new ApiClient({ locate: fixedAddress(url, "admin:pass") });
  await api.post("/things/", {}, anything, { "x-tutti-lease-epoch": "7" });
  expect(headers).toEqual([{ version: "0.8.4", credentials: "Basic YWRtaW46cGFzcw==", epoch: "7" }]);
});

test("where no server answers, the error says where and why, after the time given", async () => {
  const locate = fixedAddress("http://127.0.0.1:9/api");
  const waited: string[] = [];
  const api = new ApiClient({ locate, retryForMs: 2000, onWaiting: (reason) => waited.push(reason) });
  await expect(api.get("/thing", anything)).rejects.toMatchObject({ code: "unreachable_server" });
  expect(waited).not.toEqual([]);
});

test("what is asked again and again is repeated no more once its asker ends", async () => {
  const drop: Reply = (request) => void request.destroy();
  const { url } = await serve(Array.from({ length: 8 }, () => drop));
  const ending = new AbortController();
  const waits: string[] = [];
  const onWaiting = (reason: string) => {
    waits.push(reason);
    ending.abort();
  };
  const api = new ApiClient({ locate: fixedAddress(url), onWaiting }).endingWith(ending.signal);
  await expect(api.get("/things", anything)).rejects.toMatchObject({ code: "unreachable_server" });
  await expect(api.get("/things", anything)).rejects.toMatchObject({ code: "unreachable_server" });
  expect(waits).toHaveLength(1);
});

test("a server that came back elsewhere is looked for and found", async () => {
  const { url, seen } = await serve([answer(200, [])]);
  const asked: (string | null)[] = [];
  const api = new ApiClient({
    locate: (failed) => {
      asked.push(failed?.url ?? null);
      return Promise.resolve({ url: failed === null ? "http://127.0.0.1:9/api" : url, authString: null });
    },
  });
  await api.get("/thing", anything);
  expect(asked).toEqual([null, "http://127.0.0.1:9/api"]);
  expect(seen).toEqual(["GET /api/thing"]);
});
