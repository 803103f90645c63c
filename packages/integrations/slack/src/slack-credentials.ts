import type { WebClient, WebClientOptions } from "@slack/web-api";
import { TuttiError } from "@tutti/core/errors";
import { defineBlock } from "@tutti/sdk/blocks/define-block";
import { secret } from "@tutti/sdk/blocks/secret-value";
import { z } from "zod";
import { asking } from "./slack-failure.ts";
import { messageParts, type SlackMessage } from "./slack-message.ts";
import { uploadFile, type SlackFile, type UploadedFile } from "./upload-file.ts";

export interface PostedMessage {
  /** The channel's id. */
  readonly channel: string;
  /** What the message is known by: `threadTs` of a message that answers it. */
  readonly ts: string;
}

/** Signs in to Slack as a bot, by the token of an app. `SLACK_API_URL` names another address than Slack's own. */
export class SlackCredentials extends defineBlock({
  slug: "slack-credentials",
  name: "Slack Credentials",
  description: "Signs in to Slack as a bot.",
  isBundled: true,
  fields: z.object({ token: secret().describe("Token that lets its holder in.") }),
}) {
  static {
    this.announce();
  }

  /** Slack's own client, which can do all that its API can. Rejects with `invalid_block` for what is no token. */
  async getClient(options: WebClientOptions = {}): Promise<WebClient> {
    const { LogLevel, WebClient: Client } = await import("@slack/web-api");
    const { SLACK_API_URL: slackApiUrl } = process.env;
    return new Client(sendable(this.token.get()), {
      // What fails longer than that is the business of a task's retries.
      retryConfig: { retries: 2 },
      logLevel: LogLevel.ERROR,
      ...(slackApiUrl === undefined ? {} : { slackApiUrl }),
      ...options,
    });
  }

  /** Posts a message in a channel, by its name or id. Rejects with `invalid_block`, `refused_request`, `failed_request`. */
  async postMessage(channel: string, message: SlackMessage & { readonly threadTs?: string }): Promise<PostedMessage> {
    const { threadTs } = message;
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    const body = { ...messageParts(message), ...thread, channel };
    const client = await this.getClient();
    const answer = await asking(`chat.postMessage to ${channel}`, () => client.apiCall("chat.postMessage", body));
    return { channel: textIn(answer, "channel"), ts: textIn(answer, "ts") };
  }

  /** Uploads a file, and shares it in a channel, which is named by its id. Rejects as `postMessage` does. */
  async uploadFile(channelId: string, file: SlackFile): Promise<UploadedFile> {
    return uploadFile(await this.getClient(), channelId, file);
  }
}

/** One that was cut short when it was shown, such as xoxb-…, cannot even be asked with. */
function sendable(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new TuttiError("invalid_block", "slack-credentials: the token has characters that no token has; copy it anew");
}

function textIn(answer: object, key: string): string {
  const value: unknown = Reflect.get(answer, key);
  return typeof value === "string" ? value : "";
}
