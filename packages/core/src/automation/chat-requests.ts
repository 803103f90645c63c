import {
  postJson,
  present,
  textOf,
  textsOf,
  type Data,
  type Message,
  type OutgoingRequest,
} from "./outgoing-request.ts";

export function slackRequest(data: Data, message: Message): OutgoingRequest {
  const text = `*${message.subject}*\n${message.body}`;
  return { ...postJson(textOf(data, "url"), { text }), refusesPrivate: data["allow_private_urls"] === false };
}

export function teamsRequest(data: Data, message: Message): OutgoingRequest {
  const card = teamsCard(message);
  return { ...postJson(textOf(data, "url"), card), refusesPrivate: data["allow_private_urls"] === false };
}

function teamsCard({ subject, body }: Message): unknown {
  const blocks = [
    { type: "TextBlock", text: subject, weight: "Bolder", size: "Medium", wrap: true },
    { type: "TextBlock", text: body, wrap: true },
  ];
  const content = { type: "AdaptiveCard", version: "1.4", body: blocks };
  return { type: "message", attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }] };
}

/** One for each channel; without any, the webhook's own is meant. */
export function mattermostRequests(data: Data, { subject, body }: Message): OutgoingRequest[] {
  const channels = textsOf(data, "channels");
  const username = data["botname"];
  const content = { text: `*${subject}*\n${body}`, ...present({ username }) };
  const all = channels.length === 0 ? [content] : channels.map((channel) => ({ ...content, channel }));
  return all.map((one) => postJson(mattermostUrl(data), one));
}

function mattermostUrl(data: Data): string {
  const port = typeof data["port"] === "number" ? data["port"] : 8065;
  const path = textOf(data, "path").replace(/\/$/, "");
  const scheme = data["secure"] === true ? "https" : "http";
  return `${scheme}://${textOf(data, "hostname")}:${port}${path}/hooks/${encodeURIComponent(textOf(data, "token"))}`;
}

export function discordRequest(data: Data, { subject, body }: Message): OutgoingRequest {
  const [id, token] = ["webhook_id", "webhook_token"].map((key) => encodeURIComponent(textOf(data, key)));
  return postJson(`https://discord.com/api/webhooks/${id}/${token}`, {
    content: `**${subject}**\n${body}`,
    ...present({ username: data["botname"], avatar_url: data["avatar_url"] }),
    ...(data["tts"] === true ? { tts: true } : {}),
  });
}
