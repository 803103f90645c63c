import { z } from "zod";
import { defineBlock } from "./define-block.ts";
import { type Notifier, notify, notifyType } from "./notifier.ts";
import { secret } from "./secret-value.ts";

// The services where people talk. Bundled types: their words stand on the server.

/** Sends messages to a Slack channel through an incoming webhook. */
export class SlackWebhook
  extends defineBlock({
    slug: "slack-webhook",
    name: "Slack Webhook",
    isBundled: true,
    fields: z.object({ notifyType, url: secret(), allowPrivateUrls: z.boolean().default(true) }),
  })
  implements Notifier
{
  static {
    this.announce();
  }

  notify(body: string, subject?: string): Promise<void> {
    return notify(this, body, subject);
  }
}

/** Sends messages to a Microsoft Teams channel through a webhook. */
export class MicrosoftTeamsWebhook
  extends defineBlock({
    slug: "ms-teams-webhook",
    name: "Microsoft Teams Webhook",
    isBundled: true,
    fields: z.object({
      notifyType,
      url: secret(),
      allowPrivateUrls: z.boolean().default(true),
      includeImage: z.boolean().default(true),
      wrap: z.boolean().default(true),
    }),
  })
  implements Notifier
{
  static {
    this.announce();
  }

  notify(body: string, subject?: string): Promise<void> {
    return notify(this, body, subject);
  }
}

/** Posts in Mattermost channels. */
export class MattermostWebhook
  extends defineBlock({
    slug: "mattermost-webhook",
    name: "Mattermost Webhook",
    isBundled: true,
    fields: z.object({
      notifyType,
      hostname: z.string(),
      secure: z.boolean().default(false),
      token: secret(),
      botname: z.string().optional(),
      channels: z.array(z.string()).optional(),
      includeImage: z.boolean().default(false),
      path: z.string().optional(),
      port: z.int().default(8065),
    }),
  })
  implements Notifier
{
  static {
    this.announce();
  }

  notify(body: string, subject?: string): Promise<void> {
    return notify(this, body, subject);
  }
}

/** Posts in a Discord channel. */
export class DiscordWebhook
  extends defineBlock({
    slug: "discord-webhook",
    name: "Discord Webhook",
    isBundled: true,
    fields: z.object({
      notifyType,
      webhookId: secret(),
      webhookToken: secret(),
      botname: z.string().optional(),
      tts: z.boolean().default(false),
      includeImage: z.boolean().default(false),
      avatar: z.boolean().default(false),
      avatarUrl: z.string().optional(),
    }),
  })
  implements Notifier
{
  static {
    this.announce();
  }

  notify(body: string, subject?: string): Promise<void> {
    return notify(this, body, subject);
  }
}

/** Sends an HTTP request of one's own making. */
export class CustomWebhook
  extends defineBlock({
    slug: "custom-webhook",
    name: "Custom Webhook",
    isBundled: true,
    fields: z.object({
      name: z.string(),
      url: z.string().describe("Where to send to. Names of secrets in double braces are filled in."),
      method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("POST"),
      params: z.record(z.string(), z.string()).optional(),
      jsonData: z.record(z.string(), z.json()).optional(),
      formData: z.union([z.record(z.string(), z.string()), z.string()]).optional(),
      headers: z.record(z.string(), z.string()).optional(),
      cookies: z.record(z.string(), z.string()).optional(),
      timeout: z.number().default(10),
      allowPrivateUrls: z.boolean().default(true),
      secrets: secret(z.record(z.string(), z.string())).optional(),
    }),
  })
  implements Notifier
{
  static {
    this.announce();
  }

  notify(body: string, subject?: string): Promise<void> {
    return notify(this, body, subject);
  }
}
