import { expect, test } from "vitest";
import { isLoopback, strangerReason } from "../../src/http/origin-check.ts";

test.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["[::1]", true],
  ["::1", true],
  ["app.localhost", true],
  ["host.docker.internal", true],
  ["0.0.0.0", false],
  ["::", false],
  ["192.168.1.2", false],
  ["localhost.evil.com", false],
  ["127.0.0.1.evil.com", false],
  ["evil-localhost", false],
  ["", false],
])("%s is loopback: %s", (hostname, expected) => {
  expect(isLoopback(hostname)).toBe(expected);
});

const local = { host: "127.0.0.1", corsOrigins: [], publicApiUrl: null };
const open = { host: "0.0.0.0", corsOrigins: [], publicApiUrl: null };

test.each([
  ["a client on this machine", local, { host: "127.0.0.1:4200" }, true],
  ["our own dashboard", local, { host: "localhost:4200", origin: "http://localhost:4200" }, true],
  ["a page served on loopback", local, { host: "localhost:4200", origin: "http://localhost:5173" }, true],
  ["a stranger's page", local, { host: "localhost:4200", origin: "https://evil.com" }, false],
  ["a name that was made to resolve to loopback", local, { host: "evil.com:4200" }, false],
  ["such a name with its own origin", local, { host: "evil.com", origin: "http://evil.com" }, false],
  ["no host", local, {}, false],
  ["a sandboxed page", local, { host: "localhost:4200", origin: "null" }, false],
  ["any host, where others may connect", open, { host: "tutti.example.com" }, true],
  ["its own page there", open, { host: "tutti.example.com", origin: "https://tutti.example.com" }, true],
  ["another page there", open, { host: "tutti.example.com", origin: "https://evil.com" }, false],
  ["another port of the same host", open, { host: "x.example.com:80", origin: "http://x.example.com:8080" }, false],
  [
    "an origin that is listed",
    { ...local, corsOrigins: ["https://ui.example.com"] },
    {
      host: "localhost:4200",
      origin: "https://ui.example.com",
    },
    true,
  ],
  [
    "any origin, when that is the setting",
    { ...local, corsOrigins: ["*"] },
    {
      host: "localhost",
      origin: "https://evil.com",
    },
    true,
  ],
  [
    "the public name of a proxy before it",
    { ...local, publicApiUrl: "https://flows.example.com/api" },
    {
      host: "flows.example.com",
      origin: "https://flows.example.com",
    },
    true,
  ],
])("%s is let in: %4$s", (_who, rules, headers, isLetIn) => {
  expect(strangerReason(headers, rules) === null).toBe(isLetIn);
});
