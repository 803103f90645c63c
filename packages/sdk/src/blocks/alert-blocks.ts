import { z } from "zod";
import { defineBlock } from "./define-block.ts";
import { type Notifier, notify, notifyType } from "./notifier.ts";
import { secret } from "./secret-value.ts";

// The services that alert people, and those that reach one person. Bundled types: their words stand on the server.

/** Raises alerts in PagerDuty. */
export class PagerDutyWebhook
  extends defineBlock({
    slug: "pager-duty-webhook",
    name: "Pager Duty Webhook",
    isBundled: true,
    fields: z.object({
      notifyType,
      integrationKey: secret(),
      apiKey: secret(),
      source: z.string().default("Prefect"),
      component: z.string().default("Notification"),
      group: z.string().optional(),
      classId: z.string().optional(),
      regionName: z.enum(["us", "eu"]).default("us"),
      clickableUrl: z.string().optional(),
      includeImage: z.boolean().default(true),
      customDetails: z.record(z.string(), z.string()).optional(),
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

/** Raises alerts in Opsgenie. */
export class OpsgenieWebhook
  extends defineBlock({
    slug: "opsgenie-webhook",
    name: "Opsgenie Webhook",
    isBundled: true,
    fields: z.object({
      notifyType,
      apikey: secret(),
      targetUser: z.array(z.string()).optional(),
      targetTeam: z.array(z.string()).optional(),
      targetSchedule: z.array(z.string()).optional(),
      targetEscalation: z.array(z.string()).optional(),
      regionName: z.enum(["us", "eu"]).default("us"),
      batch: z.boolean().default(false),
      tags: z.array(z.string()).optional(),
      priority: z.int().default(3),
      alias: z.string().optional(),
      entity: z.string().optional(),
      details: z.record(z.string(), z.string()).optional(),
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

/** Sends text messages through Twilio. */
export class TwilioSms
  extends defineBlock({
    slug: "twilio-sms",
    name: "Twilio SMS",
    isBundled: true,
    fields: z.object({
      notifyType,
      accountSid: z.string(),
      authToken: secret(),
      fromPhoneNumber: z.string(),
      toPhoneNumbers: z.array(z.string()),
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

/** Sends mail through SendGrid. */
export class SendgridEmail
  extends defineBlock({
    slug: "sendgrid-email",
    name: "Sendgrid Email",
    isBundled: true,
    fields: z.object({ notifyType, apiKey: secret(), senderEmail: z.string(), toEmails: z.array(z.string()) }),
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
