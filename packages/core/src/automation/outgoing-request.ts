/** A request that a notification or a webhook becomes. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Whether the block itself wants to reach no private address. */
  readonly refusesPrivate: boolean;
  /** Whether who is called must have a certificate that is trusted. */
  readonly isVerified: boolean;
  /** Whether an answer that is no success is a failure. */
  readonly mustSucceed: boolean;
}

export interface Message {
  readonly subject: string;
  readonly body: string;
}

/** The data of a block document. */
export type Data = Readonly<Record<string, unknown>>;

export const JSON_HEADERS = { "content-type": "application/json" };

/** A message in JSON. */
export function postJson(
  url: string,
  content: unknown,
  headers: Readonly<Record<string, string>> = {},
): OutgoingRequest {
  return {
    method: "POST",
    url,
    headers: { ...JSON_HEADERS, ...headers },
    body: JSON.stringify(content),
    refusesPrivate: false,
    isVerified: true,
    mustSucceed: true,
  };
}

export function textOf(data: Data, key: string): string {
  const value = data[key];
  return typeof value === "string" ? value : "";
}

/** The texts of a list; none when it is no list. */
export function textsOf(data: Data, key: string): string[] {
  const value = data[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Those fields that say something. */
export function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ""),
  );
}
