import { z } from "zod";

/** A block that tells somebody something. */
export interface Notifier {
  /** Resolves when the service has taken the message. Rejects with `failed_request`. */
  notify(body: string, subject?: string): Promise<void>;
}

/** How a message is marked where it arrives. Older Prefect blocks name themselves here. */
export const notifyType = z
  .enum(["info", "success", "warning", "failure", "prefect_default"])
  .default("info")
  .describe("How the notification is marked where it arrives.");

export async function notify(block: object, body: string, subject = ""): Promise<void> {
  const { sendMessage } = await import("./send-message.ts");
  await sendMessage(block, body, subject);
}
