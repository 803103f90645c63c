import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import type { SendMailOptions } from "nodemailer";

/** One address, several in a list, or several in a text with commas between. */
export type Addresses = string | readonly string[];

export interface EmailMessage {
  readonly subject: string;
  /** The message in HTML; with `msgPlain` for those who do not show it. */
  readonly msg?: string;
  readonly msgPlain?: string;
  /** The name that the credentials sign in with, unless given. */
  readonly emailFrom?: string;
  readonly emailTo?: Addresses;
  readonly emailToCc?: Addresses;
  readonly emailToBcc?: Addresses;
  /** Files to attach, by their paths. */
  readonly attachments?: readonly string[];
  /** Images in the HTML, by what it calls them: `{ chart: "chart.png" }` for `<img src="cid:chart">`. */
  readonly inlineImages?: Readonly<Record<string, string>>;
}

/** The message as nodemailer takes it, its files read. Throws a TypeError for one without sender, receiver or text. */
export async function composed(message: EmailMessage, username: string | undefined): Promise<SendMailOptions> {
  const { subject, msg, msgPlain, emailFrom = username, attachments = [], inlineImages = {} } = message;
  const receivers = { to: listOf(message.emailTo), cc: listOf(message.emailToCc), bcc: listOf(message.emailToBcc) };
  if (Object.values(receivers).every((list) => list.length === 0)) {
    throw new TypeError("a mail needs a receiver: emailTo, emailToCc or emailToBcc");
  }
  if (emailFrom === undefined) throw new TypeError("a mail needs a sender: emailFrom, or a username to sign in with");
  if (msg === undefined && msgPlain === undefined) throw new TypeError("a mail needs a text: msg or msgPlain");
  const files = await Promise.all([
    ...attachments.map(async (path) => attached(path)),
    ...Object.entries(inlineImages).map(async ([cid, path]) => ({ ...(await attached(path)), cid })),
  ]);
  return {
    from: emailFrom,
    ...receivers,
    subject,
    ...(msgPlain === undefined ? {} : { text: msgPlain }),
    ...(msg === undefined ? {} : { html: msg }),
    attachments: files,
  };
}

function listOf(addresses: Addresses = []): string[] {
  return typeof addresses === "string" ? [addresses] : [...addresses];
}

async function attached(path: string): Promise<{ filename: string; content: Buffer }> {
  try {
    return { filename: basename(path), content: await readFile(path) };
  } catch (error) {
    throw new TuttiError("missing_file", path, { cause: error });
  }
}
