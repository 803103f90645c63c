import { expect, test } from "vitest";
import { smtpMail } from "../../src/automation/outgoing-mail.ts";

const message = { subject: "It failed", body: "See the run." };
const server = { smtp_server: "mail.example.com", sender_email: "a@example.com", to_emails: ["b@example.com"] };

test("a mail goes from the block's sender to its receivers", () => {
  const data = { ...server, security: "SSL", smtp_port: 2465, username: "u", password: "p" };
  expect(smtpMail(data, message)).toEqual({
    smtp: { host: "mail.example.com", port: 2465, security: "SSL", login: { user: "u", password: "p" } },
    from: "a@example.com",
    to: ["b@example.com"],
    subject: "It failed",
    text: "See the run.",
  });
});

test.each([
  [{}, "STARTTLS", 587],
  [{ security: "SSL", smtp_port: null }, "SSL", 465],
  [{ security: "INSECURE" }, "INSECURE", 25],
  [{ security: "none at all" }, "STARTTLS", 587],
])("%j is secured by %s, at port %i", (data, security, port) => {
  expect(smtpMail({ ...server, ...data }, message).smtp).toEqual({
    host: "mail.example.com",
    port,
    security,
    login: null,
  });
});
