import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import type { EmailMessage } from "./email-message.ts";
import type { SentEmail } from "./send-email.ts";
import { smtpType } from "./smtp-type.ts";

/** Signs in to a mail server, and sends mail through it. */
export class EmailServerCredentials extends defineBlock({
  slug: "email-server-credentials",
  name: "Email Server Credentials",
  description: "Signs in to a mail server.",
  isBundled: true,
  fields: z.object({
    username: z.string().optional().describe("Name to sign in with; without one nobody signs in."),
    password: secret().prefault("").describe("Password to sign in with."),
    smtpServer: z.string().default("smtp.gmail.com").describe("Host of the mail server, or the name of a known one."),
    smtpType: z
      .union([z.int(), z.string()])
      .refine((type) => smtpType(type) !== null, "must be SSL, STARTTLS or INSECURE, or the port of one: 465, 587, 25")
      .default(465)
      .describe("How the connection is secured: SSL, STARTTLS or INSECURE."),
    smtpPort: z.int().min(1).max(65_535).optional().describe("Port of the mail server when it is not the usual one."),
    verify: z.boolean().default(true).describe("Send only to a server whose certificate is trusted."),
  }),
}) {
  static {
    this.announce();
  }

  /**
   * Resolves when the server has taken the message for one receiver at least. Rejects with `invalid_block` (sign-in,
   * certificate), `refused_request` (sender, all receivers, the message), `failed_request` (nobody answers), `missing_file`.
   */
  async sendMessage(message: EmailMessage): Promise<SentEmail> {
    const { sendEmail } = await import("./send-email.ts");
    return sendEmail(this, message);
  }
}
