import type { MailSecurity } from "@tutti/core/automation/outgoing-mail";
import { TuttiError } from "@tutti/core/errors";

const NOBODY = new Set(["ECONNECTION", "ECONNREFUSED", "EDNS", "ESOCKET", "ETIMEDOUT", "ECONNRESET"]);
/** What OpenSSL says of a certificate that it does not trust, or that is another's. */
const CERTIFICATE = /certificate|self-signed|altname/i;
const OTHER_TLS = /wrong version number|packet length too long|record layer/i;

/** Why a mail was not sent, in words that say what to change. */
export function explainedFailure(error: unknown, server: string, security: MailSecurity): unknown {
  if (!(error instanceof Error)) return error;
  const code = String(Reflect.get(error, "code") ?? "");
  const status: unknown = Reflect.get(error, "responseCode");
  if (code === "EAUTH" || code === "ENOAUTH") return refused(server, status);
  const place = `the mail server ${server}`;
  if (CERTIFICATE.test(error.message)) {
    const detail = `${place}: its certificate is not trusted (${error.message}); verify: false sends all the same`;
    return new TuttiError("invalid_block", detail);
  }
  if (code === "ETLS" || OTHER_TLS.test(error.message)) {
    return new TuttiError("invalid_block", `${place}: it does not speak ${security}; check smtpType and smtpPort`);
  }
  if (typeof status === "number") return answered(error, place, status);
  if (code === "EENVELOPE") return new TuttiError("refused_request", `${place}: ${error.message}`);
  if (NOBODY.has(code)) return new TuttiError("failed_request", `${place}: nobody answers (${code})`);
  return error;
}

function refused(server: string, status: unknown): TuttiError {
  const told = typeof status === "number" ? ` (${status})` : "";
  const detail = `the mail server ${server} refuses the sign-in${told}; check username and password`;
  return new TuttiError("invalid_block", detail);
}

/** Codes from 400 are for now, those from 500 for good (RFC 5321). */
function answered(error: Error, place: string, status: number): TuttiError {
  const words = String(Reflect.get(error, "response") ?? error.message);
  return new TuttiError(status < 500 ? "failed_request" : "refused_request", `${place} answered: ${words}`);
}
