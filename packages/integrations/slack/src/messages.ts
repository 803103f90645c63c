import { markOf } from "@tutti/sdk/blocks/block-mark";
import type { SecretValue } from "@tutti/sdk/blocks/secret-value";
import { task } from "@tutti/sdk/task";
import type { PostedMessage, SlackCredentials } from "./slack-credentials.ts";
import { postToWebhook } from "./slack-incoming-webhook.ts";
import type { SlackMessage } from "./slack-message.ts";
import type { SlackFile, UploadedFile } from "./upload-file.ts";

// The tasks of Prefect's package for Slack, and one for files.

/** Posts a message in a channel. */
export const sendChatMessage = task(async function sendChatMessage({
  channel,
  slackCredentials,
  ...message
}: SlackMessage & {
  readonly channel: string;
  readonly slackCredentials: SlackCredentials;
  readonly threadTs?: string;
}): Promise<PostedMessage> {
  return slackCredentials.postMessage(channel, message);
});

/** Posts through a webhook: this package's `SlackIncomingWebhook`, or the `SlackWebhook` that notifies. */
export const sendIncomingWebhookMessage = task(async function sendIncomingWebhookMessage({
  slackWebhook,
  ...message
}: SlackMessage & { readonly slackWebhook: { readonly url: SecretValue } }): Promise<void> {
  if (markOf(slackWebhook) === null) throw new TypeError("slackWebhook must be a block with the webhook's url");
  await postToWebhook(slackWebhook.url.get(), message);
});

/** Uploads a file, and shares it in a channel, which is named by its id. */
export const uploadToSlack = task(async function uploadToSlack({
  channelId,
  slackCredentials,
  ...file
}: SlackFile & { readonly channelId: string; readonly slackCredentials: SlackCredentials }): Promise<UploadedFile> {
  return slackCredentials.uploadFile(channelId, file);
});
