import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { buffer } from "node:stream/consumers";

interface UnverifiedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly signal: AbortSignal;
}

const BODILESS = new Set([204, 205, 304]);

/** What `fetch` cannot: asks whoever is there, whatever certificate he has. A redirect is answered as it is. */
export async function fetchUnverified(url: string, { body, ...options }: UnverifiedRequest): Promise<Response> {
  const asked = request(url, { ...options, agent: false, rejectUnauthorized: false });
  // A connection that breaks within the answer is told here, too: who reads the answer hears of it.
  asked.on("error", () => undefined);
  asked.end(body ?? undefined);
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const { statusCode: status = 0, headers } = answer;
  const content = await buffer(answer);
  const told = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  return new Response(BODILESS.has(status) ? null : content, { status, headers: told });
}
