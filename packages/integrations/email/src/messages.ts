import { task } from "@tutti/sdk/task";
import type { EmailMessage } from "./email-message.ts";
import type { EmailServerCredentials } from "./email-server-credentials.ts";
import type { SentEmail } from "./send-email.ts";

/** Sends a mail: the task of Prefect's package for mail. */
export const emailSendMessage = task(async function emailSendMessage({
  emailServerCredentials,
  ...message
}: EmailMessage & { readonly emailServerCredentials: EmailServerCredentials }): Promise<SentEmail> {
  return emailServerCredentials.sendMessage(message);
});
