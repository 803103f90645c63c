import type { OutgoingMail } from "./outgoing-mail.ts";

/** How a connection to a mail server is made, beside what the server is. */
export interface SmtpConnection {
  /** What to connect to: the host, or the address of it that was looked at. */
  readonly address: string;
  /** What the server's certificate must be for; null where the server has no name. */
  readonly serverName: string | null;
  /** Whether its certificate must be one that is trusted; yes unless told. */
  readonly isVerified?: boolean;
  readonly timeoutMs: number;
}

/** A transport to the mail server as nodemailer takes it: one connection, that reads nothing from files or addresses. */
export interface SmtpTransport {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly ignoreTLS: boolean;
  readonly tls: { readonly servername?: string; readonly rejectUnauthorized?: false };
  readonly auth?: { readonly user: string; readonly pass: string };
  readonly connectionTimeout: number;
  readonly greetingTimeout: number;
  readonly socketTimeout: number;
  readonly pool: true;
  readonly maxConnections: 1;
  readonly disableFileAccess: true;
  readonly disableUrlAccess: true;
}

export function smtpTransport({ port, security, login }: OutgoingMail["smtp"], to: SmtpConnection): SmtpTransport {
  return {
    host: to.address,
    port,
    secure: security === "SSL",
    requireTLS: security === "STARTTLS",
    ignoreTLS: security === "INSECURE",
    tls: {
      ...(to.serverName === null ? {} : { servername: to.serverName }),
      ...(to.isVerified === false ? { rejectUnauthorized: false } : {}),
    },
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: to.timeoutMs,
    greetingTimeout: to.timeoutMs,
    socketTimeout: to.timeoutMs,
    pool: true,
    maxConnections: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
