import { isIP } from "node:net";
import { smtpTransport } from "@tutti/core/automation/smtp-transport";
import { TuttiError } from "@tutti/core/errors";
import { composed, type EmailMessage } from "./email-message.ts";
import type { EmailServerCredentials } from "./email-server-credentials.ts";
import { explainedFailure } from "./email-failure.ts";
import { hostOfServer, smtpType } from "./smtp-type.ts";

const TIMEOUT_MS = 30_000;

export interface SentEmail {
  readonly messageId: string;
  /** The addresses that the server takes it for. */
  readonly accepted: readonly string[];
  /** Those that it refuses, where there are others that it takes. */
  readonly rejected: readonly string[];
}

export async function sendEmail(credentials: EmailServerCredentials, message: EmailMessage): Promise<SentEmail> {
  const { username, password, smtpServer, smtpPort, verify } = credentials;
  const type = smtpType(credentials.smtpType);
  if (type === null) throw new TuttiError("invalid_block", "email-server-credentials: smtpType is none that is known");
  const mail = await composed(message, username);
  const host = hostOfServer(smtpServer);
  const smtp = {
    host,
    port: smtpPort ?? type.port,
    security: type.security,
    login: username === undefined ? null : { user: username, password: password.get() },
  };
  const { createTransport } = await import("nodemailer");
  const serverName = isIP(host) === 0 ? host : null;
  const to = { address: host, serverName, isVerified: verify, timeoutMs: TIMEOUT_MS };
  const transport = createTransport(smtpTransport(smtp, to));
  try {
    const { messageId, accepted, rejected } = await transport.sendMail(mail);
    return { messageId, accepted: accepted.map(addressOf), rejected: rejected.map(addressOf) };
  } catch (error) {
    throw explainedFailure(error, `${host}:${smtp.port}`, smtp.security);
  } finally {
    transport.close();
  }
}

function addressOf(told: string | { readonly address: string }): string {
  return typeof told === "string" ? told : told.address;
}
