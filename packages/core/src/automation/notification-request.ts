/** A request that a notification or a webhook becomes. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Whether the block itself wants to reach no private address. */
  readonly refusesPrivate: boolean;
}

export interface Message {
  readonly subject: string;
  readonly body: string;
}

type Data = Readonly<Record<string, unknown>>;

const JSON_HEADERS = { "content-type": "application/json" };

function postJson(url: string, content: unknown, refusesPrivate = false): OutgoingRequest {
  return { method: "POST", url, headers: JSON_HEADERS, body: JSON.stringify(content), refusesPrivate };
}

/** How a message is sent by a block of that type; null when blocks of that type send none over HTTP. */
export function notificationRequest(blockType: string, data: Data, message: Message): OutgoingRequest | null {
  const text = `*${message.subject}*\n${message.body}`;
  const refusesPrivate = data["allow_private_urls"] === false;
  switch (blockType) {
    case "slack-webhook":
      return postJson(textOf(data, "url"), { text }, refusesPrivate);
    case "ms-teams-webhook":
      return postJson(textOf(data, "url"), teamsCard(message), refusesPrivate);
    case "mattermost-webhook":
      return postJson(mattermostUrl(data), { text, ...present({ channel: channelOf(data) }) });
    case "discord-webhook":
      return postJson(discordUrl(data), { content: `**${message.subject}**\n${message.body}` });
    case "custom-webhook":
      return customRequest(data, message);
    default:
      return null;
  }
}

function textOf(data: Data, key: string): string {
  const value = data[key];
  return typeof value === "string" ? value : "";
}

function present(fields: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
}

function teamsCard({ subject, body }: Message): unknown {
  const blocks = [
    { type: "TextBlock", text: subject, weight: "Bolder", size: "Medium", wrap: true },
    { type: "TextBlock", text: body, wrap: true },
  ];
  const content = { type: "AdaptiveCard", version: "1.4", body: blocks };
  return { type: "message", attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }] };
}

function mattermostUrl(data: Data): string {
  const port = typeof data["port"] === "number" ? `:${data["port"]}` : "";
  const path = textOf(data, "path").replace(/\/$/, "");
  const scheme = data["secure"] === false ? "http" : "https";
  return `${scheme}://${textOf(data, "hostname")}${port}${path}/hooks/${encodeURIComponent(textOf(data, "token"))}`;
}

function channelOf(data: Data): string | null {
  const channels = data["channels"];
  const first: unknown = Array.isArray(channels) ? channels[0] : null;
  return typeof first === "string" ? first : null;
}

function discordUrl(data: Data): string {
  const [id, token] = ["webhook_id", "webhook_token"].map((key) => encodeURIComponent(textOf(data, key)));
  return `https://discord.com/api/webhooks/${id}/${token}`;
}

/** A request of the user's own, with the message and the block's secrets put where it names them. */
function customRequest(data: Data, message: Message): OutgoingRequest {
  const secrets = Object(data["secrets"]) as Record<string, unknown>;
  const values: Record<string, unknown> = { ...secrets, ...message, name: data["name"] ?? "" };
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return filled(value, values);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]));
  };
  const pairs = (key: string): [string, string][] =>
    Object.entries(Object(fill(data[key])) as Record<string, unknown>).map(([name, value]) => [name, String(value)]);
  const query = new URLSearchParams(pairs("params")).toString();
  const url = String(fill(textOf(data, "url")));
  const isForm = typeof data["form_data"] === "object" && data["form_data"] !== null;
  const form = new URLSearchParams(pairs("form_data")).toString();
  const json =
    data["json_data"] === undefined || data["json_data"] === null ? null : JSON.stringify(fill(data["json_data"]));
  return {
    method: textOf(data, "method") || "POST",
    url: query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`,
    headers: {
      ...(json === null ? {} : JSON_HEADERS),
      ...(isForm ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      ...Object.fromEntries(pairs("headers").map(([name, value]) => [name.toLowerCase(), value])),
    },
    body: isForm ? form : json,
    refusesPrivate: false,
  };
}

function filled(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : all,
  );
}

/** The request of a webhook block. */
export function webhookRequest(data: Data, payload: string): OutgoingRequest {
  const headers = Object.entries(Object(data["headers"]) as Record<string, unknown>);
  const given = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)]));
  return {
    method: textOf(data, "method") || "POST",
    url: textOf(data, "url"),
    headers: { ...(isJson(payload) ? JSON_HEADERS : {}), ...given },
    body: payload === "" ? null : payload,
    refusesPrivate: data["allow_private_urls"] === false,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
