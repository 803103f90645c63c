import { JSON_HEADERS, textOf, type Data, type Message, type OutgoingRequest } from "./outgoing-request.ts";

/** A request of the user's own, with the message and the block's secrets put where it names them. */
export function customRequest(data: Data, message: Message): OutgoingRequest {
  const filler = new Filler(data, message);
  const query = new URLSearchParams(filler.pairs("params")).toString();
  const url = filler.text("url");
  const { type, body } = bodyOf(data, filler);
  const cookie = filler.pairs("cookies").map(([name, value]) => `${name}=${value}`);
  return {
    method: textOf(data, "method") || "POST",
    url: query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`,
    headers: {
      ...type,
      ...(cookie.length === 0 ? {} : { cookie: cookie.join("; ") }),
      ...Object.fromEntries(filler.pairs("headers").map(([name, value]) => [name.toLowerCase(), value])),
    },
    body,
    refusesPrivate: data["allow_private_urls"] === false,
    isVerified: true,
    mustSucceed: true,
  };
}

const FORM_HEADERS = { "content-type": "application/x-www-form-urlencoded" };

function bodyOf(data: Data, filler: Filler): Pick<OutgoingRequest, "body"> & { type: Record<string, string> } {
  const { form_data: form, json_data: json } = data;
  if (typeof form === "string") return { type: FORM_HEADERS, body: filler.text("form_data") };
  if (isGiven(form)) return { type: FORM_HEADERS, body: new URLSearchParams(filler.pairs("form_data")).toString() };
  return isGiven(json) ? { type: JSON_HEADERS, body: JSON.stringify(filler.fill(json)) } : { type: {}, body: null };
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Puts the message and the secrets where the block names them. */
class Filler {
  readonly #data: Data;
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(data: Data, message: Message) {
    this.#data = data;
    this.#values = { ...Object(data["secrets"]), ...message, name: data["name"] ?? "" };
  }

  fill(value: unknown): unknown {
    if (typeof value === "string") return filled(value, this.#values);
    if (Array.isArray(value)) return value.map((item) => this.fill(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.fill(item)]));
  }

  text(key: string): string {
    return filled(textOf(this.#data, key), this.#values);
  }

  pairs(key: string): [string, string][] {
    const mapping: unknown = Object(this.fill(this.#data[key]));
    return Object.entries(mapping as Record<string, unknown>).map(([name, value]) => [name, String(value)]);
  }
}

function filled(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : all,
  );
}
