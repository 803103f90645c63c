import { textOf, textsOf, type Data, type Message } from "./outgoing-request.ts";

/** How the connection to a mail server is secured: not at all, on the way, or from its first byte. */
export type MailSecurity = "INSECURE" | "STARTTLS" | "SSL";

/** A mail that a notification becomes; each of its receivers gets it apart from the others. */
export interface OutgoingMail {
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    readonly security: MailSecurity;
    /** Null: the server lets everybody send. */
    readonly login: { readonly user: string; readonly password: string } | null;
  };
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** Where servers listen for each, as RFC 6409 and RFC 8314 have it. */
const PORTS: Readonly<Record<MailSecurity, number>> = { INSECURE: 25, STARTTLS: 587, SSL: 465 };

/** The mail that a block of the type `smtp-email` sends. */
export function smtpMail(data: Data, { subject, body }: Message): OutgoingMail {
  const security = securityOf(textOf(data, "security"));
  const port = Number(data["smtp_port"] ?? 0);
  const user = textOf(data, "username");
  return {
    smtp: {
      host: textOf(data, "smtp_server"),
      port: port > 0 ? port : PORTS[security],
      security,
      login: user === "" ? null : { user, password: textOf(data, "password") },
    },
    from: textOf(data, "sender_email"),
    to: textsOf(data, "to_emails"),
    subject,
    text: body,
  };
}

/** What is not said is secured: nobody's password goes over an open line by oversight. */
function securityOf(given: string): MailSecurity {
  return given === "INSECURE" || given === "SSL" ? given : "STARTTLS";
}
