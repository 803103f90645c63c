import type { MailSecurity } from "@tutti/core/automation/outgoing-mail";

/** Mail servers that have a name of their own, as Prefect's block knows them. */
const KNOWN: Readonly<Record<string, string>> = {
  AOL: "smtp.aol.com",
  ATT: "smtp.mail.att.net",
  COMCAST: "smtp.comcast.net",
  ICLOUD: "smtp.mail.me.com",
  GMAIL: "smtp.gmail.com",
  OUTLOOK: "smtp-mail.outlook.com",
  YAHOO: "smtp.mail.yahoo.com",
};

/** By the port that each has, which is how Python keeps it, and by its name. */
const TYPES: Readonly<Record<string, { readonly security: MailSecurity; readonly port: number }>> = {
  465: { security: "SSL", port: 465 },
  587: { security: "STARTTLS", port: 587 },
  25: { security: "INSECURE", port: 25 },
  SSL: { security: "SSL", port: 465 },
  STARTTLS: { security: "STARTTLS", port: 587 },
  INSECURE: { security: "INSECURE", port: 25 },
};

export function hostOfServer(server: string): string {
  const name = server.toUpperCase();
  return (Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined) ?? server;
}

/** Null for what is none. */
export function smtpType(given: number | string): { readonly security: MailSecurity; readonly port: number } | null {
  const name = String(given).toUpperCase();
  return (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? null;
}
