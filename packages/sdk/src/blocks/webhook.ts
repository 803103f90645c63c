import { z } from "zod";
import { defineBlock } from "./define-block.ts";
import { secret } from "./secret-value.ts";

/** Calls an address that is kept secret, with headers that are. */
export class Webhook extends defineBlock({
  slug: "webhook",
  name: "Webhook",
  description: "Calls a webhook. Its address and headers are kept secret.",
  isBundled: true,
  fields: z.object({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("POST"),
    url: secret(),
    headers: secret(z.record(z.string(), z.string())).optional(),
    allowPrivateUrls: z.boolean().default(true).describe("Whether addresses in private networks may be called."),
    verify: z.boolean().default(true).describe("Check the certificate of the server that is called."),
  }),
}) {
  static {
    this.announce();
  }

  /** Sends a payload: a text as it is, all else as JSON. Resolves with whatever is answered; rejects when nobody does. */
  async call(payload: unknown = ""): Promise<Response> {
    const { callWebhook } = await import("./send-message.ts");
    return callWebhook(this, typeof payload === "string" ? payload : JSON.stringify(payload));
  }
}
