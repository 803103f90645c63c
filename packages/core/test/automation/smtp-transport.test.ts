import { expect, test } from "vitest";
import type { MailSecurity } from "../../src/automation/outgoing-mail.ts";
import { smtpTransport } from "../../src/automation/smtp-transport.ts";

const COMMON = {
  connectionTimeout: 5,
  greetingTimeout: 5,
  socketTimeout: 5,
  pool: true,
  maxConnections: 1,
  disableFileAccess: true,
  disableUrlAccess: true,
};

test.each<[MailSecurity, object]>([
  ["SSL", { secure: true, requireTLS: false, ignoreTLS: false }],
  ["STARTTLS", { secure: false, requireTLS: true, ignoreTLS: false }],
  ["INSECURE", { secure: false, requireTLS: false, ignoreTLS: true }],
])("%s is kept to", (security, terms) => {
  const smtp = { host: "mail.example.com", port: 25, security, login: null };
  const to = { address: "192.0.2.1", serverName: "mail.example.com", timeoutMs: 5 };
  const tls = { servername: "mail.example.com" };
  expect(smtpTransport(smtp, to)).toEqual({ host: "192.0.2.1", port: 25, ...terms, tls, ...COMMON });
});

test("a server without a name or a trusted certificate is signed in to when that is wanted", () => {
  const smtp = { host: "192.0.2.1", port: 465, security: "SSL" as const, login: { user: "u", password: "p" } };
  expect(
    smtpTransport(smtp, { address: "192.0.2.1", serverName: null, isVerified: false, timeoutMs: 5 }),
  ).toMatchObject({
    tls: { rejectUnauthorized: false },
    auth: { user: "u", pass: "p" },
  });
});
