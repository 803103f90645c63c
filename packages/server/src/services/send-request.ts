import type { OutgoingRequest } from "@tutti/core/automation/outgoing-request";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isIP, type LookupFunction } from "node:net";
import { allowedAddress, type SendTerms } from "./allowed-address.ts";

// `import … from "node:http"` would read every export, and with `WebSocket` load all of undici at every start.
const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");

// The connection goes to the address that was looked at (`allowed-address.ts`), and redirects go through the same.

const TIMEOUT_MS = 30_000;
const REDIRECTS_MAX = 5;
const BODY_MAX = 64 * 1024;

/** What its sender makes of the answer is no matter here. */
type RequestToSend = Omit<OutgoingRequest, "mustSucceed">;

export interface SentResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Its beginning. */
  readonly body: string;
}

/** Sends the request. Rejects when its address is refused, or nobody answers in time. */
export async function sendRequest(request: RequestToSend, terms: SendTerms): Promise<SentResponse> {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  let current = { ...request };
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
    const url = httpUrl(current.url);
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const address = await allowedAddress(host, terms, request.refusesPrivate);
    const response = await exchange(url, address, current, deadline);
    const next = redirectOf(url, response);
    if (next === null) return response;
    current = following(current, url, next, response.status);
  }
  throw new Error(`more than ${REDIRECTS_MAX} redirects`);
}

function httpUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new Error("the address is not one of http or https");
  }
  return url;
}

/** Answers with the address that was looked at, whatever the name would resolve to by now. */
function lookupOf(address: string): LookupFunction {
  return (_host, options, answer) => {
    const family = isIP(address);
    if (options.all === true) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };
}

function exchange(url: URL, address: string, request: RequestToSend, signal: AbortSignal): Promise<SentResponse> {
  return new Promise((fulfil, reject) => {
    const send = url.protocol === "https:" ? https.request : http.request;
    const { method, headers, body, isVerified } = request;
    const length = body === null ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = send(
      url,
      {
        method,
        headers: { ...headers, ...length },
        agent: false,
        lookup: lookupOf(address),
        rejectUnauthorized: isVerified,
        signal,
      },
      (incoming) => {
        fulfil(responseOf(incoming));
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body ?? undefined);
  });
}

async function responseOf(incoming: IncomingMessage): Promise<SentResponse> {
  const body = await readBeginning(incoming);
  return { status: incoming.statusCode ?? 0, headers: plainHeaders(incoming.headers), body };
}

async function readBeginning(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= BODY_MAX) break;
  }
  return Buffer.concat(chunks).subarray(0, BODY_MAX).toString("utf8");
}

/** What a proxy or a login adds is nobody's business. */
const UNTOLD = new Set(["authorization", "set-cookie", "cookie", "traceparent", "via"]);

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      UNTOLD.has(name) || value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

function redirectOf(url: URL, { status, headers }: SentResponse): URL | null {
  const location = headers["location"];
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return null;
  return httpUrl(URL.parse(location, url.href)?.href ?? location);
}

/** The request to where it was redirected. Another origin gets none of the headers: they may hold secrets. */
function following(request: RequestToSend, from: URL, to: URL, status: number): RequestToSend {
  const keepsBody = status === 307 || status === 308;
  const { "content-type": type, ...others } = request.headers;
  const own = from.origin === to.origin ? others : {};
  const typed = keepsBody && type !== undefined ? { "content-type": type } : {};
  const method = keepsBody || request.method === "HEAD" ? request.method : "GET";
  return { ...request, url: to.href, method, headers: { ...own, ...typed }, body: keepsBody ? request.body : null };
}
