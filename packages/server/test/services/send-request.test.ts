import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isPrivateAddress } from "../../src/services/private-addresses.ts";
import { sendRequest } from "../../src/services/send-request.ts";
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from "../support/localhost-certificate.ts";

const get = { method: "GET", headers: {}, body: null, refusesPrivate: false, isVerified: true };
const anywhere = { allowsPrivate: true };
const publicOnly = { allowsPrivate: false };

test.each([
  ["127.0.0.1", true],
  ["10.1.2.3", true],
  ["172.31.255.255", true],
  ["172.32.0.1", false],
  ["192.168.0.1", true],
  ["169.254.169.254", true],
  ["100.100.0.1", true],
  ["0.0.0.0", true],
  ["255.255.255.255", true],
  ["8.8.8.8", false],
  ["::1", true],
  ["::", true],
  ["::ffff:127.0.0.1", true],
  ["::ffff:8.8.8.8", true],
  ["64:ff9b::7f00:1", true],
  ["fe80::1%eth0", true],
  ["fd00::1", true],
  ["ff02::1", true],
  ["2002:7f00:1::", true],
  ["2606:4700::1111", false],
])("%s is private: %s", (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate);
});

let server: Server;
let origin: string;
let heard: { method: string; url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      heard.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
      const to = new URL(request.url ?? "/", "http://x").searchParams.get("to");
      const status = Number(new URL(request.url ?? "/", "http://x").searchParams.get("status") ?? 302);
      if (to === null)
        response.writeHead(200, { "x-answer": "yes", "set-cookie": "secret" }).end("hello".repeat(20_000));
      else response.writeHead(status, { location: to }).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  heard = [];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe("a request", () => {
  test("is answered, and of the answer the beginning is kept, without what is secret", async () => {
    const answer = await sendRequest(
      { ...get, method: "POST", url: `${origin}/a`, headers: { "x-a": "1" }, body: "é" },
      anywhere,
    );
    expect({ ...answer, body: answer.body.length }).toEqual({
      status: 200,
      headers: expect.objectContaining({ "x-answer": "yes" }),
      body: 65_536,
    });
    expect(Object.keys(answer.headers)).not.toContain("set-cookie");
    expect(heard).toEqual([
      { method: "POST", url: "/a", headers: expect.objectContaining({ "x-a": "1", "content-length": "2" }), body: "é" },
    ]);
  });

  test.each([
    "http://127.0.0.1:1/",
    "http://2130706433/",
    "http://[::1]/",
    "http://[::ffff:7f00:1]/",
    "http://0x7f.1/",
  ])("to %s goes nowhere unless that is allowed", async (url) => {
    await expect(sendRequest({ ...get, url }, publicOnly)).rejects.toThrow("is a private address");
    await expect(sendRequest({ ...get, url, refusesPrivate: true }, anywhere)).rejects.toThrow("is a private address");
  });

  test("is refused when one of the name's addresses is private, and connects to the address that was looked at", async () => {
    const { port } = new URL(origin);
    const url = `http://rebinding.test:${port}/`;
    const mixed = { ...publicOnly, addressesOf: async () => ["8.8.8.8", "127.0.0.1"] };
    await expect(sendRequest({ ...get, url }, mixed)).rejects.toThrow("rebinding.test is a private address");
    let asked = 0;
    const changing = { ...anywhere, addressesOf: async () => [asked++ === 0 ? "127.0.0.1" : "8.8.8.8"] };
    expect((await sendRequest({ ...get, url }, changing)).status).toBe(200);
    expect([asked, heard.length]).toEqual([1, 1]);
    await expect(sendRequest({ ...get, url }, { ...anywhere, addressesOf: async () => [] })).rejects.toThrow(
      "has no address",
    );
  });
});

test("a certificate that nobody vouches for is refused, unless the block does not ask for one", async () => {
  const tls = createTlsServer({ cert: LOCALHOST_CERTIFICATE, key: LOCALHOST_KEY }, (_, answer) => answer.end("hello"));
  await once(tls.listen(0, "127.0.0.1"), "listening");
  const url = `https://localhost:${(tls.address() as AddressInfo).port}/`;
  const terms = { ...anywhere, addressesOf: async () => ["127.0.0.1"] };
  await expect(sendRequest({ ...get, url }, terms)).rejects.toThrow("self-signed certificate");
  expect(await sendRequest({ ...get, url, isVerified: false }, terms)).toMatchObject({ status: 200, body: "hello" });
  tls.close();
});

describe("a redirect", () => {
  test("is followed, each looked at, and takes no secrets to another origin", async () => {
    const secret = { "x-secret": "s", "content-type": "text/plain" };
    const post = { ...get, method: "POST", headers: secret, body: "b" };
    await sendRequest({ ...post, url: `${origin}/?to=/next` }, anywhere);
    await sendRequest({ ...post, url: `${origin}/?status=307&to=/kept` }, anywhere);
    const elsewhere = `http://other.test:${new URL(origin).port}/away`;
    await sendRequest(
      { ...post, url: `${origin}/?status=308&to=${encodeURIComponent(elsewhere)}` },
      { ...anywhere, addressesOf: async () => ["127.0.0.1"] },
    );
    const told = heard.filter(({ url }) => !url.includes("to="));
    expect(
      told.map(({ method, url, body, headers }) => [method, url, body, headers["x-secret"], headers["content-type"]]),
    ).toEqual([
      ["GET", "/next", "", "s", undefined],
      ["POST", "/kept", "b", "s", "text/plain"],
      ["POST", "/away", "b", undefined, "text/plain"],
    ]);
  });

  test("is not led to a private address, to another protocol, or round and round", async () => {
    const lead = (to: string) => ({
      ...get,
      url: `http://public.test:${new URL(origin).port}/?to=${encodeURIComponent(to)}`,
    });
    const changing = { ...anywhere, addressesOf: async () => ["127.0.0.1"] };
    await expect(sendRequest(lead("file:///etc/passwd"), changing)).rejects.toThrow("not one of http or https");
    await expect(sendRequest({ ...get, url: `${origin}/?to=%3Fto%3D%253F` }, anywhere)).resolves.toMatchObject({
      status: 200,
    });
    const circle = createServer((_request, response) => response.writeHead(302, { location: "/" }).end());
    await new Promise<void>((resolve) => {
      circle.listen(0, "127.0.0.1", resolve);
    });
    await expect(
      sendRequest({ ...get, url: `http://127.0.0.1:${(circle.address() as AddressInfo).port}/` }, anywhere),
    ).rejects.toThrow("more than 5 redirects");
    circle.close();
    circle.closeAllConnections();
  });
});
