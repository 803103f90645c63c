import { TuttiError } from "@tutti/core/errors";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import type { Notifier } from "@tutti/sdk/blocks/notifier";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import { messageParts, type SlackMessage } from "./slack-message.ts";

const webhookUrl = z.url({ protocol: /^https?$/ });
const TIMEOUT_MS = 30_000;

/** Posts in the one channel of Slack that an incoming webhook is for. */
export class SlackIncomingWebhook
  extends defineBlock({
    slug: "slack-incoming-webhook",
    name: "Slack Incoming Webhook",
    description: "Posts in the channel of Slack that an incoming webhook is for.",
    fields: z.object({
      url: secret(webhookUrl).describe("Address of the webhook. It is a secret: who knows it can post."),
    }),
  })
  implements Notifier
{
  static {
    this.announce();
  }

  /** Resolves when Slack has taken the message. Rejects with `refused_request`, `failed_request`. */
  async send(message: SlackMessage): Promise<void> {
    await postToWebhook(this.url.get(), message);
  }

  async notify(body: string, subject?: string): Promise<void> {
    await this.send({ text: subject === undefined ? body : `${subject}\n${body}` });
  }
}

/** Slack answers `ok`, or a word that says what is wrong. */
export async function postToWebhook(url: string, message: SlackMessage): Promise<void> {
  const body = JSON.stringify(messageParts(message));
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    // What fetch says of an address may hold it, and it is a secret.
    () => null,
  );
  if (answer === null) throw new TuttiError("failed_request", "the webhook of Slack: nobody answers");
  if (answer.ok) return;
  const word = (await answer.text()).slice(0, 100).replace(/[^\w .-]/g, " ");
  const isPassing = answer.status === 429 || answer.status > 499;
  const told = `the webhook of Slack answered ${answer.status} (${word})`;
  throw new TuttiError(isPassing ? "failed_request" : "refused_request", told);
}
