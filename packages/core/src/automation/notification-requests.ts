import { opsgenieRequests, pagerDutyRequest } from "./alert-requests.ts";
import { discordRequest, mattermostRequests, slackRequest, teamsRequest } from "./chat-requests.ts";
import { customRequest } from "./custom-request.ts";
import { sendgridRequests, twilioRequests } from "./mail-requests.ts";
import type { Data, Message, OutgoingRequest } from "./outgoing-request.ts";

/**
 * How a message is sent by a block of that type, one request after the other; null when blocks of that type send none. What
 * each service is asked for is what Prefect's blocks ask it for.
 */
export function notificationRequests(blockType: string, data: Data, message: Message): OutgoingRequest[] | null {
  switch (blockType) {
    case "slack-webhook":
      return [slackRequest(data, message)];
    case "ms-teams-webhook":
      return [teamsRequest(data, message)];
    case "mattermost-webhook":
      return mattermostRequests(data, message);
    case "discord-webhook":
      return [discordRequest(data, message)];
    case "pager-duty-webhook":
      return [pagerDutyRequest(data, message)];
    case "opsgenie-webhook":
      return opsgenieRequests(data, message);
    case "twilio-sms":
      return twilioRequests(data, message);
    case "sendgrid-email":
      return sendgridRequests(data, message);
    case "custom-webhook":
      return [customRequest(data, message)];
    default:
      return null;
  }
}
