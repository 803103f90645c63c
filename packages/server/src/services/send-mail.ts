import { isIP } from "node:net";
import type { OutgoingMail } from "@tutti/core/automation/outgoing-mail";
import { smtpTransport } from "@tutti/core/automation/smtp-transport";
import { allowedAddress, type SendTerms } from "./allowed-address.ts";

const TIMEOUT_MS = 30_000;

/** Sends the mail to each of its receivers. Rejects when the server is refused, does not answer, or takes it from nobody. */
export async function sendMail(mail: OutgoingMail, terms: SendTerms): Promise<void> {
  const { host } = mail.smtp;
  const address = await allowedAddress(host, terms, false);
  const { createTransport } = await import("nodemailer");
  // An address cannot be asked for by name (RFC 6066). One connection for all receivers, who do not see each other.
  const serverName = isIP(host) === 0 ? host : null;
  const transport = createTransport(smtpTransport(mail.smtp, { address, serverName, timeoutMs: TIMEOUT_MS }));
  try {
    for (const to of mail.to) await transport.sendMail({ from: mail.from, to, subject: mail.subject, text: mail.text });
  } finally {
    transport.close();
  }
}
