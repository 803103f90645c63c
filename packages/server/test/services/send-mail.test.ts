import { getCACertificates, setDefaultCACertificates } from "node:tls";
import type { OutgoingMail } from "@tutti/core/automation/outgoing-mail";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sendMail } from "../../src/services/send-mail.ts";
import { LOCALHOST_CERTIFICATE, LOCALHOST_KEY } from "../support/localhost-certificate.ts";
import { MailSink } from "../support/mail-sink.ts";

let sink: MailSink;
beforeAll(async () => {
  sink = await MailSink.open({ disabledCommands: ["STARTTLS"], allowInsecureAuth: true });
});
beforeEach(() => {
  sink.mails.length = 0;
});
afterAll(() => sink.close());

function mail(smtp: Partial<OutgoingMail["smtp"]> = {}, rest: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    smtp: { host: "127.0.0.1", port: sink.port, security: "INSECURE", login: null, ...smtp },
    from: "tutti@example.com",
    to: ["one@example.com", "two@example.com"],
    subject: "It failed",
    text: "See the run.",
    ...rest,
  };
}

test("each receiver gets a mail apart, over a connection of who has signed in", async () => {
  await sendMail(mail({ login: { user: "u", password: "right" } }), { allowsPrivate: true });
  expect(sink.mails).toEqual(
    ["one@example.com", "two@example.com"].map((to) => ({
      from: "tutti@example.com",
      to: [to],
      user: "u",
      isSecure: false,
      source: expect.stringMatching(new RegExp(`To: ${to}\r\nSubject: It failed\r\n[^]*\r\n\r\nSee the run.`)),
    })),
  );
});

test("a subject of several lines adds no header", async () => {
  await sendMail(mail({}, { to: ["one@example.com"], subject: "a\r\nBcc: other@example.com" }), {
    allowsPrivate: true,
  });
  expect(sink.mails.map(({ to, source }) => [to, /^Bcc:/im.test(source)])).toEqual([[["one@example.com"], false]]);
});

test.each([
  ["a private address", {}, false, /127.0.0.1 is a private address/],
  ["a wrong password", { login: { user: "u", password: "wrong" } }, true, /Invalid login/],
  ["a server that cannot secure the connection", { security: "STARTTLS" }, true, /STARTTLS/],
  ["a server that does not begin with it", { security: "SSL" }, true, /wrong version number/i],
] as const)("%s is refused, and nothing is sent", async (_what, smtp, allowsPrivate, message) => {
  await expect(sendMail(mail(smtp), { allowsPrivate })).rejects.toThrow(message);
  expect(sink.mails).toEqual([]);
});

const identity = { cert: LOCALHOST_CERTIFICATE, key: LOCALHOST_KEY };

test.each([
  ["STARTTLS", "once it is secured", {}],
  ["SSL", "secured from the first byte", { secure: true }],
] as const)("%s: the mail and the password go over a connection %s", async (security, _how, options) => {
  const trusted = getCACertificates("default");
  const secured = await MailSink.open({ ...identity, ...options });
  const smtp = { host: "localhost", port: secured.port, security, login: { user: "u", password: "right" } };
  setDefaultCACertificates([...trusted, LOCALHOST_CERTIFICATE]);
  try {
    await sendMail(mail(smtp, { to: ["one@example.com"] }), { allowsPrivate: true });
  } finally {
    setDefaultCACertificates(trusted);
    await secured.close();
  }
  expect(secured.mails).toMatchObject([{ to: ["one@example.com"], user: "u", isSecure: true }]);
});

test("a certificate of another host is refused", async () => {
  const trusted = getCACertificates("default");
  const secured = await MailSink.open(identity);
  const smtp = { host: "127.0.0.1", port: secured.port, security: "STARTTLS" } as const;
  setDefaultCACertificates([...trusted, LOCALHOST_CERTIFICATE]);
  try {
    await expect(sendMail(mail(smtp), { allowsPrivate: true })).rejects.toThrow(/does not match certificate/);
  } finally {
    setDefaultCACertificates(trusted);
    await secured.close();
  }
  expect(secured.mails).toEqual([]);
});

test.each(["STARTTLS", "SSL"] as const)("%s: a certificate that nobody vouches for is refused", async (security) => {
  const secured = await MailSink.open({ ...identity, secure: security === "SSL" });
  const smtp = { host: "localhost", port: secured.port, security };
  await expect(sendMail(mail(smtp), { allowsPrivate: true })).rejects.toThrow(/self-signed certificate/);
  expect(secured.mails).toEqual([]);
  await secured.close();
});
