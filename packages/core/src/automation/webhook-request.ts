import { JSON_HEADERS, textOf, type Data, type OutgoingRequest } from "./outgoing-request.ts";

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
    isVerified: data["verify"] !== false,
    mustSucceed: false,
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
