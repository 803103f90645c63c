import { isIP } from "node:net";
import type { OutgoingMail } from "@tutti/core/automation/outgoing-mail";
import { allowedAddress, type SendTerms } from "./allowed-address.ts";

const TIMEOUT_MS = 30_000;

/** Sends the mail to each of its receivers. Rejects when the server is refused, does not answer, or takes it from nobody. */
export async function sendMail(mail: OutgoingMail, terms: SendTerms): Promise<void> {
  const { host, port, security, login } = mail.smtp;
  const address = await allowedAddress(host, terms, false);
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    host: address,
    port,
    secure: security === "SSL",
    requireTLS: security === "STARTTLS",
    ignoreTLS: security === "INSECURE",
    // An address cannot be asked for by name (RFC 6066).
    tls: isIP(host) === 0 ? { servername: host } : {},
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // One connection for all receivers, who do not see each other.
    pool: true,
    maxConnections: 1,
    // Nothing of a message is read from this machine's files, or from an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    for (const to of mail.to) await transport.sendMail({ from: mail.from, to, subject: mail.subject, text: mail.text });
  } finally {
    transport.close();
  }
}
